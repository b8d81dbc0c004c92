package org.mmlab.physical.percpu;

import java.util.Arrays;
import java.util.BitSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/** Memory with a unit for every CPU, all of one layout, and the state of its allocation (Linux: {@code struct pcpu_chunk}). */
final class Chunk {
    /** Address of the first page in unit 0's numbering; the copy of a CPU is at this plus the CPU's unit offset. */
    final long base;

    final ChunkMap map;
    final int pages;
    /** Bytes before the region that is served, within its first page. */
    final int startOffset;
    /** Bytes behind it, within its last page. */
    final int endOffset;
    /** Whether its pages came with it at boot and stay. */
    final boolean immutable;

    final BitSet populated = new BitSet();
    /** Frames by unit and page, where pages come and go; else empty. */
    private final int[] frames;

    int emptyPages;
    int freeBytes;
    /** Whether allocations pass it by because its pages are being given back. */
    boolean isolated;
    /** The list that it is on. */
    int slot = ChunkMap.NONE;

    int allocations;
    int largestAllocation;

    private Chunk(long base, int pages, int startOffset, int endOffset, int units) {
        this.base = base;
        this.pages = pages;
        this.startOffset = startOffset;
        this.endOffset = endOffset;
        immutable = units == 0;
        map = new ChunkMap(pages);
        frames = new int[units * pages];
        Arrays.fill(frames, Addresses.rawFrame(Addresses.NO_FRAME));
        freeBytes = pages * ChunkMap.PAGE_BYTES - startOffset - endOffset;
    }

    /** A chunk that serves {@code bytes} bytes from an address on, all of them populated (Linux: {@code pcpu_alloc_first_chunk}). */
    static Chunk ofRegion(long start, int bytes) {
        long base = start & -ChunkMap.PAGE_BYTES;
        int before = (int) (start - base);
        int pages = (before + bytes + ChunkMap.PAGE_BYTES - 1) / ChunkMap.PAGE_BYTES;
        int behind = pages * ChunkMap.PAGE_BYTES - before - bytes;
        Chunk chunk = new Chunk(base, pages, before, behind, 0);
        chunk.populated.set(0, pages);
        chunk.emptyPages = pages;
        if (before != 0) {
            chunk.map.hide(0, before >> ChunkMap.GRAIN_SHIFT);
        }
        if (behind != 0) {
            chunk.map.hide(chunk.map.grains() - (behind >> ChunkMap.GRAIN_SHIFT), chunk.map.grains());
        }
        chunk.emptyPages += chunk.map.takeEmptyDelta();
        return chunk;
    }

    /** A chunk without pages (Linux: {@code pcpu_alloc_chunk}). */
    static Chunk empty(long base, int pages, int units) {
        return new Chunk(base, pages, 0, 0, units);
    }

    /** Whether an address, in unit 0's numbering, is in the region that it serves. */
    boolean serves(long address) {
        return address >= base + startOffset && address < base + (long) pages * ChunkMap.PAGE_BYTES - endOffset;
    }

    /** The frame of a unit's page, or {@code NO_FRAME}. */
    @FrameIndex int frame(int unit, int page) {
        return Addresses.frame(frames[unit * pages + page]);
    }

    void setFrame(int unit, int page, @FrameIndex int frame) {
        frames[unit * pages + page] = Addresses.rawFrame(frame);
    }

    /** Bytes of the longest free run that it promises; 0 where nothing fits. */
    int promisedBytes() {
        return freeBytes < 1 << ChunkMap.GRAIN_SHIFT ? 0 : map.whole().contig << ChunkMap.GRAIN_SHIFT;
    }
}
