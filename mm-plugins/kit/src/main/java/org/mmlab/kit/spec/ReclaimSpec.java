package org.mmlab.kit.spec;

import org.mmlab.api.plugin.PolicyReference;

/**
 * Reclaim.
 *
 * @param replacement replacement policy
 * @param sight what a policy that wants every access gets
 * @param readahead readahead policy
 * @param swapBytes bytes of swap, whole pages; 0 = none
 * @param swapBackend where swapped pages go
 * @param swappiness {@code vm.swappiness}
 * @param writeback when dirty pages are written
 * @param oom who dies
 */
public record ReclaimSpec(
        PolicyReference replacement,
        SightMode sight,
        PolicyReference readahead,
        long swapBytes,
        PolicyReference swapBackend,
        int swappiness,
        PolicyReference writeback,
        PolicyReference oom) {
    /** What a policy that wants every access is given. */
    public enum SightMode {
        /** Accessed bits, harvested when reclaim looks. */
        BITS,
        /** Every access. */
        FULL
    }
}
