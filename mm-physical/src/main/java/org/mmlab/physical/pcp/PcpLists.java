package org.mmlab.physical.pcp;

import org.mmlab.api.memory.MigrateType;

/**
 * Which orders are kept per CPU, and on which list: orders 0 to 3 by migratetype, and with transparent huge pages their order on two lists,
 * movable and other (Linux: {@code order_to_pindex}). Immutable.
 */
public final class PcpLists {
    /** Greatest order that is served without much ado (Linux: {@code PAGE_ALLOC_COSTLY_ORDER}). */
    public static final int COSTLY_ORDER = 3;
    /** Order of a huge page of 2 MiB (Linux: {@code HPAGE_PMD_ORDER}). */
    public static final int HUGE_ORDER = 9;
    /** Order of a huge page of 4 MiB, on i386 without PAE. */
    public static final int LARGE_HUGE_ORDER = 10;

    /** Lists with transparent huge pages of 2 MiB. */
    public static final PcpLists WITH_HUGE = new PcpLists(HUGE_ORDER);
    /** Lists with transparent huge pages of 4 MiB: i386 without PAE. */
    public static final PcpLists WITH_LARGE_HUGE = new PcpLists(LARGE_HUGE_ORDER);
    /** Lists of a kernel that was built without transparent huge pages. */
    public static final PcpLists WITHOUT_HUGE = new PcpLists(-1);

    private static final int LOW_LISTS = MigrateType.PCP_TYPES * (COSTLY_ORDER + 1);
    private static final int HUGE_LISTS = 2;

    private final int hugeOrder;

    private PcpLists(int hugeOrder) {
        this.hugeOrder = hugeOrder;
    }

    /** Number of lists of a CPU and zone. */
    public int count() {
        return hugeOrder < 0 ? LOW_LISTS : LOW_LISTS + HUGE_LISTS;
    }

    /** Whether blocks of that order are kept per CPU. */
    public boolean keeps(int order) {
        return order <= COSTLY_ORDER || order == hugeOrder;
    }

    /** The list for an order that is kept. */
    public int indexOf(int order, int migratetype) {
        if (order > COSTLY_ORDER) {
            return LOW_LISTS + (migratetype == MigrateType.MOVABLE ? 1 : 0);
        }
        return MigrateType.PCP_TYPES * order + migratetype;
    }

    /** The order of a list's blocks. */
    public int orderOf(int index) {
        return index >= LOW_LISTS ? hugeOrder : index / MigrateType.PCP_TYPES;
    }

    /** The migratetype of a list; of the two for huge pages, the first stands for unmovable and reclaimable ones. */
    public int migratetypeOf(int index) {
        return index >= LOW_LISTS ? index - LOW_LISTS : index % MigrateType.PCP_TYPES;
    }

    /** The migratetype of the list on which blocks of pageblocks of a type are kept: reserved ones go with the movable ones. */
    public static int listType(int pageblockType) {
        return pageblockType < MigrateType.PCP_TYPES ? pageblockType : MigrateType.MOVABLE;
    }
}
