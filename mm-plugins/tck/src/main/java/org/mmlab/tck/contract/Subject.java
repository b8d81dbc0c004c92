package org.mmlab.tck.contract;

import org.mmlab.api.plugin.Policy;
import org.mmlab.api.plugin.PolicySpec;

/** Names the plug-in that a contract is about, for the errors of a failure. */
final class Subject {
    private Subject() {}

    /** {@code plug-in 'maple' (org.mmlab.virtual.index.MapleVmaIndex)}. */
    static String of(Policy policy) {
        PolicySpec spec = policy.getClass().getAnnotation(PolicySpec.class);
        String type = policy.getClass().getName();
        return spec == null ? "plug-in " + type : "plug-in '" + spec.name() + "' (" + type + ")";
    }

    /** Throws an error that names the plug-in, unless what it gave is what it should give. */
    static void check(Policy policy, String question, long given, long right) {
        if (given != right) {
            throw new AssertionError(Subject.of(policy) + ": " + question + " gave 0x" + Long.toHexString(given)
                    + ", should give 0x" + Long.toHexString(right));
        }
    }

    /** The error of a plug-in that did what it must not: to be thrown. */
    static AssertionError wrong(Policy policy, String what) {
        return new AssertionError(Subject.of(policy) + ": " + what);
    }
}
