package org.mmlab.physical.percpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;

/** Recounts a chunk from its bitmap and compares what its hints say. */
final class HintCheck {
    private HintCheck() {}

    static void check(Chunk chunk) {
        ChunkMap map = chunk.map;
        int empty = 0;
        for (int page = 0; page < chunk.pages; page++) {
            int base = page * ChunkMap.PAGE_GRAINS;
            HintBlock block = map.block(page);
            assertThat(block.contig)
                    .as("longest run of a page")
                    .isEqualTo(longest(map.used(), base, ChunkMap.PAGE_GRAINS));
            checkClaims(block, map.used(), base);
            int left = Math.min(ChunkMap.PAGE_GRAINS, next(map.used(), base, map.grains()) - base);
            assertThat(block.left).as("free run at a page's start").isEqualTo(left);
            int last = map.used().previousSetBit(base + ChunkMap.PAGE_GRAINS - 1);
            assertThat(block.right)
                    .as("free run at a page's end")
                    .isEqualTo(Math.min(ChunkMap.PAGE_GRAINS, base + ChunkMap.PAGE_GRAINS - 1 - last));
            if (block.contig != 0) {
                assertThat(block.firstFree)
                        .as("first free grain")
                        .isEqualTo(map.used().nextClearBit(base) - base);
            }
            empty += block.contig == ChunkMap.PAGE_GRAINS && chunk.populated.get(page) ? 1 : 0;
        }
        checkClaims(map.whole(), map.used(), 0);
        assertThat(map.whole().firstFree)
                .as("first free grain of the chunk")
                .isEqualTo(Math.min(map.grains(), map.used().nextClearBit(0)));
        int best = longest(map.used(), 0, map.grains());
        assertThat(map.whole().contig)
                .as("the chunk claims no more than there is")
                .isLessThanOrEqualTo(best);
        assertThat(map.whole().contig)
                .as("and is off by a page's run at most")
                .isGreaterThan(best - ChunkMap.PAGE_GRAINS);
        assertThat(chunk.emptyPages).as("empty populated pages").isEqualTo(empty);
        int used = map.used().cardinality() * 4 - chunk.startOffset - chunk.endOffset;
        assertThat(chunk.freeBytes)
                .as("free bytes")
                .isEqualTo(chunk.pages * 4096 - chunk.startOffset - chunk.endOffset - used);
    }

    private static void checkClaims(HintBlock block, BitSet used, int base) {
        assertThat(used.get(base + block.contigStart, base + block.contigStart + block.contig)
                        .isEmpty())
                .as("the longest run is free")
                .isTrue();
        assertThat(used.get(base + block.scanStart, base + block.scanStart + block.scan)
                        .isEmpty())
                .as("the run to skip is free")
                .isTrue();
        assertThat(block.scan).as("the run to skip is no longer").isLessThanOrEqualTo(block.contig);
    }

    private static int longest(BitSet used, int from, int length) {
        int best = 0;
        int at = used.nextClearBit(from);
        while (at < from + length) {
            int end = Math.min(from + length, next(used, at, from + length));
            best = Math.max(best, end - at);
            at = used.nextClearBit(end);
        }
        return best;
    }

    private static int next(BitSet used, int from, int otherwise) {
        int set = used.nextSetBit(from);
        return set < 0 ? otherwise : set;
    }
}
