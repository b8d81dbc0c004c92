package org.mmlab.physical.bootmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;

/** The habits of {@code mm/bootmem.c}. */
class BootmemTest {
    private static final long PAGE = 4096;
    private static final long NONE = 0;

    private final Bootmem bootmem = new Bootmem();

    @Test
    void smallPiecesArePackedBehindEachOther() {
        freeNode(0, 16, 64);
        long first = bootmem.allocate(100, 64, NONE, NONE);
        assertThat(first).isEqualTo(16 * PAGE);
        assertThat(bootmem.allocate(100, 64, NONE, NONE)).isEqualTo(first + 128);
        assertThat(bootmem.allocate(PAGE, 64, NONE, NONE)).isEqualTo(first + 256);
        assertThat(bootmem.allocate(PAGE, PAGE, NONE, NONE)).isEqualTo(first + 2 * PAGE);
    }

    @Test
    void packingEndsWhereTheNextFrameIsTaken() {
        BootmemNode node = freeNode(0, 16, 64);
        bootmem.allocate(100, 64, NONE, NONE);
        bootmem.reserve(node, 17 * PAGE, PAGE, ReserveMode.SHARED);
        assertThat(bootmem.allocate(100, 64, NONE, NONE)).isEqualTo(18 * PAGE);
    }

    @Test
    void aGoalIsAWish() {
        freeNode(0, 16, 64);
        assertThat(bootmem.allocate(PAGE, PAGE, 40 * PAGE, NONE)).isEqualTo(40 * PAGE);
        assertThat(bootmem.allocate(30 * PAGE, PAGE, 40 * PAGE, NONE)).isEqualTo(Addresses.NO_PHYS);
        assertThat(bootmem.allocate(24 * PAGE, PAGE, 41 * PAGE, NONE)).isEqualTo(16 * PAGE);
    }

    @Test
    void aLimitIsNot() {
        freeNode(0, 16, 64);
        assertThat(bootmem.allocate(8 * PAGE, PAGE, NONE, 20 * PAGE)).isEqualTo(Addresses.NO_PHYS);
        assertThat(bootmem.allocate(4 * PAGE, PAGE, NONE, 20 * PAGE)).isEqualTo(16 * PAGE);
        assertThat(bootmem.allocate(1, 1, NONE, 20 * PAGE)).isEqualTo(Addresses.NO_PHYS);
    }

    @Test
    void alignmentCountsFromAddressZeroAndNotFromTheNodesStart() {
        freeNode(0, 17, 100);
        assertThat(bootmem.allocate(PAGE, 16 * PAGE, NONE, NONE)).isEqualTo(32 * PAGE);
    }

    @Test
    void whatIsFreedBelowIsUsedNext() {
        BootmemNode node = freeNode(0, 16, 64);
        long first = bootmem.allocate(4 * PAGE, PAGE, NONE, NONE);
        bootmem.allocate(4 * PAGE, PAGE, NONE, NONE);
        bootmem.free(node, first, 4 * PAGE);
        assertThat(bootmem.allocate(2 * PAGE, PAGE, NONE, NONE)).isEqualTo(first);
    }

    @Test
    void aReservationTakesEveryFrameThatItTouchesAndAFreeGivesOnlyWholeOnes() {
        BootmemNode node = freeNode(0, 16, 64);
        bootmem.reserve(node, 16 * PAGE + 1, PAGE, ReserveMode.SHARED);
        assertThat(node.isTaken(16)).isTrue();
        assertThat(node.isTaken(17)).isTrue();
        bootmem.free(node, 16 * PAGE + 1, PAGE);
        assertThat(node.isTaken(16)).isTrue();
        assertThat(node.isTaken(17)).isTrue();
    }

    @Test
    void anExclusiveReservationTakesAllOrNothing() {
        BootmemNode node = freeNode(0, 16, 64);
        bootmem.reserve(node, 20 * PAGE, PAGE, ReserveMode.SHARED);
        assertThat(bootmem.reserve(node, 18 * PAGE, 8 * PAGE, ReserveMode.EXCLUSIVE))
                .isFalse();
        assertThat(node.isTaken(18)).isFalse();
        assertThat(bootmem.reserve(node, 18 * PAGE, 8 * PAGE, ReserveMode.SHARED))
                .isTrue();
        assertThat(node.isTaken(18)).isTrue();
    }

    @Test
    void whatTheKernelStopsOverIsAnException() {
        BootmemNode node = freeNode(3, 16, 64);
        assertThatThrownBy(() -> bootmem.free(node, 16 * PAGE, PAGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "bootmem: BUG: pfn 16 of node 3 is freed and was free; free only what was reserved or allocated");
        assertThatThrownBy(() -> bootmem.reserve(node, 64 * PAGE, PAGE, ReserveMode.SHARED))
                .hasMessage("bootmem: BUG: pfn 65 is not of node 3, which has 16 to 63");
        assertThatThrownBy(() -> bootmem.allocate(0, 64, NONE, NONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bootmem.allocate(64, 48, NONE, NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodesAreAskedInOrderOfTheirAddressesAndTheWantedOneFirst() {
        BootmemNode second = freeNode(1, 100, 116);
        freeNode(0, 16, 32);
        assertThat(bootmem.nodes()).extracting(BootmemNode::nid).containsExactly(0, 1);
        assertThat(bootmem.allocate(PAGE, PAGE, NONE, NONE)).isEqualTo(16 * PAGE);
        assertThat(bootmem.allocateOnNode(second, PAGE, PAGE, NONE, NONE)).isEqualTo(100 * PAGE);
        assertThat(bootmem.allocateOnNode(second, 15 * PAGE, PAGE, NONE, NONE)).isEqualTo(101 * PAGE);
        assertThat(bootmem.allocateOnNode(second, PAGE, PAGE, NONE, NONE)).isEqualTo(17 * PAGE);
    }

    @Test
    void freeFramesAreSeenAsRuns() {
        BootmemNode node = freeNode(2, 16, 200);
        bootmem.reserve(node, 20 * PAGE, 2 * PAGE, ReserveMode.SHARED);
        List<String> runs = new ArrayList<>();
        node.forEachFreeRun((start, count, nid) -> runs.add(start + "+" + count + "@" + nid));
        assertThat(runs).containsExactly("16+4@2", "22+178@2");
    }

    @Test
    void aBitmapTakesWholeWordsAndWholeFrames() {
        assertThat(BootmemNode.mapBytes(1)).isEqualTo(8);
        assertThat(BootmemNode.mapBytes(65)).isEqualTo(16);
        assertThat(BootmemNode.mapPages(1 << 18)).isEqualTo(8);
        assertThat(BootmemNode.mapPages((1 << 18) + 1)).isEqualTo(9);
    }

    private BootmemNode freeNode(int nid, long start, long end) {
        BootmemNode node = bootmem.initNode(nid, start, start, end);
        bootmem.free(node, start * PAGE, (end - start) * PAGE);
        return node;
    }
}
