package org.mmlab.api.virtual;

import org.mmlab.api.plugin.Policy;

/**
 * Decides when anonymous memory is mapped by a huge page (Linux: {@code thp_vma_allowable_order},
 * {@code /sys/kernel/mm/transparent_hugepage/enabled}). One instance a machine, without state.
 *
 * <p>Asked at a fault in an empty, aligned extent that lies wholly in one area, and by MADV_COLLAPSE's background twin. The
 * machine falls back to base pages where no huge frame is free.
 */
public interface HugePagePolicy extends Policy {
    /** Map base pages. */
    int BASE = 0;
    /** Map a huge page at once. */
    int HUGE = 1;

    /** What the program said about an area. */
    enum Advice {
        /** Nothing. */
        NONE,
        /** MADV_HUGEPAGE. */
        HUGEPAGE,
        /** MADV_NOHUGEPAGE, or the process has huge pages disabled. */
        NOHUGEPAGE
    }

    /** How to fill an empty extent: {@link #BASE} or {@link #HUGE}. */
    int atFault(Advice advice);

    /** Whether a read of an untouched extent maps the shared huge zero page (Linux: {@code use_zero_page}). */
    default boolean useHugeZeroPage() {
        return true;
    }
}
