package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of chunks: in each, the groups lie as far from one another as in the first chunk, so that one offset a CPU serves all.
 * From the top of the window downwards, in steps of the alignment (Linux: {@code pcpu_get_vm_areas}).
 */
final class UnitWindow {
    /** End of the vmalloc area of x86-64 with 4-level tables. */
    private static final long VMALLOC_END = 0xffff_e8ff_ffff_f000L;

    private final AllocInfo info;
    private final List<Long> bases = new ArrayList<>();

    UnitWindow(AllocInfo info) {
        this.info = info;
    }

    /** Takes the highest place that is free; gives the address of unit 0. */
    long take() {
        long span = 0;
        for (AllocInfo.Group group : info.groups()) {
            span = Math.max(span, group.baseOffset() + bytes(group));
        }
        long base = (VMALLOC_END - span) & -info.atomSize();
        while (meetsAnother(base)) {
            base -= info.atomSize();
        }
        bases.add(base);
        return base;
    }

    /** Gives a place back. */
    void free(long base) {
        bases.remove(base);
    }

    private long bytes(AllocInfo.Group group) {
        return (long) group.cpus().size() * info.unitSize();
    }

    private boolean meetsAnother(long base) {
        for (long other : bases) {
            for (AllocInfo.Group a : info.groups()) {
                for (AllocInfo.Group b : info.groups()) {
                    long start = base + a.baseOffset();
                    long otherStart = other + b.baseOffset();
                    if (start < otherStart + bytes(b) && otherStart < start + bytes(a)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
