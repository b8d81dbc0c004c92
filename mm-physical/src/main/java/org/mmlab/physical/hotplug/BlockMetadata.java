package org.mmlab.physical.hotplug;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * The memory that the {@code struct page}s of added blocks take from the page allocator (Linux: {@code vmemmap_alloc_block}, {@code
 * populate_section_memmap}): in blocks of 2 MiB while there are such, else in smaller ones.
 */
final class BlockMetadata implements MemoryModel.Placer {
    private static final int LARGEST_ORDER = 9;
    private static final int GFP = Gfp.KERNEL | Gfp.RETRY_MAYFAIL | Gfp.NOWARN | Gfp.COMP;

    private final PhysicalMemory memory;
    private final Map<Long, List<int[]>> held = new HashMap<>(); // frame and order, by block
    private final Deque<Long> addresses =
            new ArrayDeque<>(); // of each frame taken last, in ascending order of what it describes

    BlockMetadata(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** Takes what a block needs; takes nothing and gives false where there is not so much. */
    boolean allocate(MemoryBlock block) {
        long left = block.frames() * MemoryModel.LINUX_STRUCT_PAGE_BYTES >>> Addresses.PAGE_SHIFT;
        List<int[]> taken = new ArrayList<>();
        held.put(block.index(), taken);
        addresses.clear();
        int order = LARGEST_ORDER;
        while (left > 0) {
            @FrameIndex int frame = memory.allocate(GFP, order, block.node());
            if (frame != NO_FRAME) {
                taken.add(new int[] {Addresses.rawFrame(frame), order});
                noteAddresses(frame, order);
                left -= 1L << order;
            } else if (order > 1) {
                order--;
            } else {
                free(block);
                return false;
            }
        }
        return true;
    }

    private void noteAddresses(@FrameIndex int frame, int order) {
        long first = Addresses.rawPfn(memory.pfnOf(frame));
        for (long pfn = first; pfn < first + (1L << order); pfn++) {
            addresses.add(pfn << Addresses.PAGE_SHIFT);
        }
    }

    /** Where the next part of the metadata lies of the block for which memory was taken last. */
    @Override
    public long place(long bytes, int node, String what) {
        long address = addresses.isEmpty() ? -1 : addresses.element();
        for (long page = 0; page < bytes >>> Addresses.PAGE_SHIFT && !addresses.isEmpty(); page++) {
            addresses.remove();
        }
        return address;
    }

    /** In the first frames of a block, which need no memory of others. */
    void hostIn(MemoryBlock block) {
        addresses.clear();
        for (long pfn = block.start(); pfn < block.start() + block.selfHosted(); pfn++) {
            addresses.add(pfn << Addresses.PAGE_SHIFT);
        }
    }

    void free(MemoryBlock block) {
        List<int[]> taken = held.remove(block.index());
        if (taken != null) {
            taken.forEach(piece -> memory.free(Addresses.frame(piece[0]), piece[1]));
        }
    }
}
