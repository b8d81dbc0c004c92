package org.mmlab.physical.memblock;

import static org.mmlab.physical.memblock.PhysMath.atMost;
import static org.mmlab.physical.memblock.PhysMath.below;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * One sorted list of regions in parallel arrays (Linux: {@code struct memblock_type}).
 *
 * <p>Anyone may read it; only this package changes it. An index is 0 to {@link #count()} - 1 and is good until the next change.
 * The array has {@link #capacity()} slots; it never grows by itself.
 */
public final class RegionArray {
    /** What {@link #indexOf} gives where no region holds the address. */
    public static final int NO_REGION = -1;

    /** Where an array lies that is part of the kernel's image and was never handed out. */
    public static final @PhysAddr long STATIC_ARRAY = Addresses.phys(0);

    private final String name;
    private final int noNode;
    private final int initialCapacity;
    private @PhysAddr long[] bases;
    private long[] sizes;
    private int[] flags;
    private int[] nids;
    private int count;
    private long totalBytes;
    private @PhysAddr long arrayAddress = STATIC_ARRAY;

    RegionArray(String name, int initialCapacity, int noNode) {
        this.name = name;
        this.noNode = noNode;
        this.initialCapacity = initialCapacity;
        bases = new @PhysAddr long[initialCapacity];
        sizes = new long[initialCapacity];
        flags = new int[initialCapacity];
        nids = new int[initialCapacity];
    }

    /** The list's name: {@code memory}, {@code reserved} or {@code physmem}. */
    public String name() {
        return name;
    }

    /** How many regions there are. */
    public int count() {
        return count;
    }

    /** How many regions the array has room for (Linux: {@code max}). */
    public int capacity() {
        return sizes.length;
    }

    /**
     * The running total of bytes. As in the kernel it is kept by adding and removing alone: trimming regions to pages leaves it
     * as it was.
     */
    public long totalBytes() {
        return totalBytes;
    }

    /** Where the array itself lies, or {@link #STATIC_ARRAY}. */
    public @PhysAddr long arrayAddress() {
        return arrayAddress;
    }

    /** First byte of region {@code index}. */
    public @PhysAddr long base(int index) {
        return bases[index];
    }

    /** Bytes of region {@code index}. */
    public long size(int index) {
        return sizes[index];
    }

    /** The first byte after region {@code index}. */
    public @PhysAddr long end(int index) {
        return bases[index] + sizes[index];
    }

    /** {@link MemblockFlags} of region {@code index}. */
    public int flags(int index) {
        return flags[index];
    }

    /** Node of region {@code index}; {@code MAX_NUMNODES} if it has none. */
    public int nid(int index) {
        return nids[index];
    }

    /**
     * The region that holds an address, or {@link #NO_REGION}: a binary search, O(log regions) (Linux: {@code memblock_search}).
     */
    public int indexOf(@PhysAddr long address) {
        int left = 0;
        int right = count;
        while (left < right) {
            int middle = (left + right) / 2;
            if (below(address, bases[middle])) {
                right = middle;
            } else if (atMost(end(middle), address)) {
                left = middle + 1;
            } else {
                return middle;
            }
        }
        return NO_REGION;
    }

    /** Whether any region shares a byte with [{@code base}, {@code base + bytes}); {@code bytes} is capped at the top of memory. */
    public boolean overlaps(@PhysAddr long base, long bytes) {
        @PhysAddr long end = base + RegionEditor.cappedSize(base, bytes);
        for (int i = 0; i < count; i++) {
            if (below(base, end(i)) && below(bases[i], end)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the first region of an empty list. */
    void first(@PhysAddr long base, long bytes, int regionFlags, int nid) {
        bases[0] = base;
        sizes[0] = bytes;
        flags[0] = regionFlags;
        nids[0] = nid;
        totalBytes = bytes;
        count = 1;
    }

    void insert(int index, @PhysAddr long base, long bytes, int nid, int regionFlags) {
        if (count >= capacity()) {
            throw new MemblockPanic("memblock: BUG: region inserted into the full " + name + " array of " + capacity());
        }
        move(index, index + 1, count - index);
        bases[index] = base;
        sizes[index] = bytes;
        flags[index] = regionFlags;
        nids[index] = nid;
        count++;
        totalBytes += bytes;
    }

    void remove(int index) {
        totalBytes -= sizes[index];
        move(index + 1, index, count - (index + 1));
        count--;
        if (count == 0) {
            bases[0] = Addresses.phys(0);
            sizes[0] = 0;
            flags[0] = MemblockFlags.NONE;
            nids[0] = noNode;
        }
    }

    /** Changes the bounds of a region and leaves the total alone, as trimming does. */
    void trim(int index, @PhysAddr long start, @PhysAddr long end) {
        bases[index] = start;
        sizes[index] = end - start;
    }

    /** Cuts the part below {@code start} off a region; the caller inserts it as a region of its own. */
    void dropBelow(int index, @PhysAddr long start) {
        long cut = start - bases[index];
        bases[index] = start;
        sizes[index] -= cut;
        totalBytes -= cut;
    }

    void setFlags(int index, int regionFlags) {
        flags[index] = regionFlags;
    }

    void setNid(int index, int nid) {
        nids[index] = nid;
    }

    /**
     * Joins neighbours that touch and agree, from region {@code startIndex - 1} to {@code endIndex} (Linux:
     * {@code memblock_merge_regions}).
     */
    void merge(int startIndex, int endIndex) {
        int i = Math.max(0, startIndex - 1);
        int last = Math.min(endIndex, count - 1);
        while (i < last) {
            int next = i + 1;
            if (end(i) != bases[next] || nids[i] != nids[next] || flags[i] != flags[next]) {
                if (below(bases[next], end(i))) {
                    throw new MemblockPanic(
                            "memblock: BUG: regions " + i + " and " + next + " of " + name + " overlap");
                }
                i++;
                continue;
            }
            sizes[i] += sizes[next];
            move(next + 1, next, count - (next + 1));
            count--;
            last--;
        }
    }

    /** Moves the list into an array of twice the slots that lies at {@code address}. */
    void growTo(@PhysAddr long address) {
        int doubled = capacity() * 2;
        bases = Arrays.copyOf(bases, doubled);
        sizes = Arrays.copyOf(sizes, doubled);
        flags = Arrays.copyOf(flags, doubled);
        nids = Arrays.copyOf(nids, doubled);
        arrayAddress = address;
    }

    /** Empties the list and goes back to a static array with room for {@code slots} regions, at least as many as at first. */
    void reset(int slots) {
        int room = Math.max(slots, initialCapacity);
        bases = new @PhysAddr long[room];
        sizes = new long[room];
        flags = new int[room];
        nids = new int[room];
        count = 0;
        totalBytes = 0;
        arrayAddress = STATIC_ARRAY;
    }

    private void move(int from, int to, int length) {
        System.arraycopy(bases, from, bases, to, length);
        System.arraycopy(sizes, from, sizes, to, length);
        System.arraycopy(flags, from, flags, to, length);
        System.arraycopy(nids, from, nids, to, length);
    }
}
