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
    /**
     * Set a huge page's frames aside, map base pages out of them, each at its place, as they are touched, and map them by one entry
     * when all are. Answered only by a policy that {@link #reserves}; where no row of frames is free, base pages are mapped.
     */
    int RESERVE = 2;

    /** What the program said about an area. */
    enum Advice {
        /** Nothing. */
        NONE,
        /** MADV_HUGEPAGE. */
        HUGEPAGE,
        /** MADV_NOHUGEPAGE, or the process has huge pages disabled. */
        NOHUGEPAGE
    }

    /** How to fill an empty extent: {@link #BASE}, {@link #HUGE} or {@link #RESERVE}. */
    int atFault(Advice advice);

    /**
     * Whether {@link #atFault} may answer {@link #RESERVE}. Asked once, when the machine is made; the machine then gives memory on
     * reads too instead of the zero page where it has a reservation, and ends reservations before it reclaims.
     */
    default boolean reserves() {
        return false;
    }

    /** Whether a read of an untouched extent maps the shared huge zero page (Linux: {@code use_zero_page}). */
    default boolean useHugeZeroPage() {
        return true;
    }
}
