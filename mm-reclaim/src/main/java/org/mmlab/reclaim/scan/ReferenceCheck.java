package org.mmlab.reclaim.scan;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.reclaim.memory.MappedSide;

/** Whether an inactive page was used since it was last looked at (Linux: {@code folio_check_references}). */
final class ReferenceCheck {
    private static final int COUNT_SHIFT = 8;

    private final FrameTable table;
    private final MappedSide mapped;

    ReferenceCheck(FrameTable table, MappedSide mapped) {
        this.table = table;
        this.mapped = mapped;
    }

    /** What follows from the references. */
    enum Verdict {
        /** To the active list. */
        ACTIVATE,
        /** Spared for another trip along the inactive list. */
        KEEP,
        /** Evict. */
        RECLAIM,
        /** Evict if clean. */
        RECLAIM_CLEAN
    }

    /**
     * Judges a page and clears its references. A mapped page starts out referenced by the fault that mapped it, so it is spared
     * once; a second reference, two mappings or executable code activate it.
     */
    Verdict check(@FrameIndex int frame) {
        int result = table.mapcount(frame) > 0 ? mapped.reverseMap().referenced(frame) : 0;
        boolean again = table.testAndClear(frame, FrameFlag.REFERENCED);
        if ((result & ReverseMap.VM_LOCKED) != 0) {
            return Verdict.ACTIVATE;
        }
        int references = result >>> COUNT_SHIFT;
        boolean file = !table.has(frame, FrameFlag.SWAPBACKED);
        if (references > 0) {
            table.set(frame, FrameFlag.REFERENCED);
            boolean code = (result & ReverseMap.VM_EXEC) != 0 && file;
            return again || references > 1 || code ? Verdict.ACTIVATE : Verdict.KEEP;
        }
        return again && file ? Verdict.RECLAIM_CLEAN : Verdict.RECLAIM;
    }
}
