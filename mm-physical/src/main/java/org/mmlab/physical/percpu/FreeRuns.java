package org.mmlab.physical.percpu;

/** Finds free runs by the hints of pages alone, across pages. The run found last is kept in fields, so that nothing is allocated. */
final class FreeRuns {
    private final HintBlock[] blocks;
    private int start;
    private int length;

    FreeRuns(HintBlock[] blocks) {
        this.blocks = blocks;
    }

    /** First grain of the run found last. */
    int start() {
        return start;
    }

    /** Grains of the run found last. */
    int length() {
        return length;
    }

    /** The next run from a grain on: a page's longest, or one that crosses pages (Linux: {@code pcpu_next_md_free_region}). */
    boolean nextFree(int from) {
        int page = from / ChunkMap.PAGE_GRAINS;
        int offset = from % ChunkMap.PAGE_GRAINS;
        length = 0;
        for (; page < blocks.length; page++) {
            HintBlock block = blocks[page];
            if (length != 0) {
                length += block.left;
                if (block.left == ChunkMap.PAGE_GRAINS) {
                    continue;
                }
                return true;
            }
            length = block.contig;
            boolean within =
                    length != 0 && block.contigStart >= offset && length + block.contigStart < ChunkMap.PAGE_GRAINS;
            if (within) {
                start = page * ChunkMap.PAGE_GRAINS + block.contigStart;
                return true;
            }
            offset = 0;
            length = block.right;
            start = (page + 1) * ChunkMap.PAGE_GRAINS - block.right;
        }
        return length != 0;
    }

    /** The next run from a grain on that a request fits (Linux: {@code pcpu_next_fit_region}). */
    boolean nextFit(int wanted, int alignment, int from) {
        int offset = from % ChunkMap.PAGE_GRAINS;
        length = 0;
        for (int page = from / ChunkMap.PAGE_GRAINS; page < blocks.length; page++) {
            HintBlock block = blocks[page];
            if (length != 0) {
                length += block.left;
                if (length >= wanted) {
                    return true;
                }
                if (block.left == ChunkMap.PAGE_GRAINS) {
                    continue;
                }
            }
            int skipped = HintBlock.align(block.contigStart, alignment) - block.contigStart;
            if (block.contig != 0 && block.contigStart >= offset && block.contig >= skipped + wanted) {
                int begin = block.searchFrom(wanted);
                length = skipped + wanted + block.contigStart - begin;
                start = page * ChunkMap.PAGE_GRAINS + begin;
                return true;
            }
            offset = 0;
            int right = HintBlock.align(ChunkMap.PAGE_GRAINS - block.right, alignment);
            length = ChunkMap.PAGE_GRAINS - right;
            start = page * ChunkMap.PAGE_GRAINS + right;
            if (length >= wanted) {
                return true;
            }
        }
        return false;
    }
}
