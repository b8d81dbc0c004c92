package org.mmlab.kit.machine;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.ScanningPolicy;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.ReclaimSpec;
import org.mmlab.reclaim.pool.PolicyShrink;
import org.mmlab.reclaim.scan.NodeReclaim;
import org.mmlab.reclaim.scan.ScanParts;
import org.mmlab.reclaim.scan.ScanningShrink;

/**
 * How reclaim shrinks a node, by the replacement policy that a spec names.
 *
 * @param shrink what reclaim calls
 * @param observer what a machine with full sight calls for every access, or null where nobody wants that
 */
record Shrinkers(NodeReclaim.NodeShrink shrink, @Nullable PolicyShrink observer) {
    static Shrinkers of(MachineSpec spec, PolicyRegistry registry, ScanParts parts) {
        ReclaimSpec reclaim = spec.reclaim();
        ReplacementPolicy policy = registry.create(ReplacementPolicy.class, reclaim.replacement());
        if (policy instanceof ScanningPolicy scanning) {
            return new Shrinkers(new ScanningShrink(scanning), null);
        }
        PolicyShrink.Glances glances = reclaim.sight() == ReclaimSpec.SightMode.FULL
                ? PolicyShrink.Glances.EVERY_ACCESS
                : PolicyShrink.Glances.ACCESSED_BITS;
        PolicyShrink plain = new PolicyShrink(
                parts, () -> registry.create(ReplacementPolicy.class, reclaim.replacement()), glances, spec.seed());
        return new Shrinkers(plain, plain.wantsEveryAccess() ? plain : null);
    }
}
