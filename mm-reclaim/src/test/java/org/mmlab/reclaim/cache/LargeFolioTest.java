package org.mmlab.reclaim.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.reclaim.testing.TestMachine;

/** Folios of several pages are dirtied, written and dropped as one (Linux 6.18, ext4). */
class LargeFolioTest {
    private static final int PAGE = 4096;

    private final TestMachine machine = new TestMachine(4096, KernelVersion.V6_18, 1_000_000);

    private int written(int firstPage, int pages) {
        int file = machine.cache.create("f", FileKind.REGULAR, 0);
        machine.cache.write(file, (long) firstPage * PAGE, new byte[pages * PAGE], 0, pages * PAGE);
        return file;
    }

    private boolean dirty(int file, long page) {
        return machine.table.has(machine.cache.lookup(file, page), FrameFlag.DIRTY);
    }

    @Test
    void aWriteMakesFoliosAsLargeAsItFillsAndAsAlignmentAllows() {
        int file = written(25, 6);
        int[] orders = {0, 1, 1, 1, 1, 0};
        for (int i = 0; i < orders.length; i++) {
            assertThat(machine.cache.folioOrder(file, 25 + i))
                    .as("page %d", 25 + i)
                    .isEqualTo(orders[i]);
        }
    }

    @Test
    void aPageThatIsThereKeepsTheFolioSmall() {
        int file = written(6, 1);
        machine.cache.write(file, 4L * PAGE, new byte[4 * PAGE], 0, 4 * PAGE);
        assertThat(machine.cache.folioOrder(file, 4)).isEqualTo(1);
        assertThat(machine.cache.folioOrder(file, 6)).isZero();
        assertThat(machine.cache.folioOrder(file, 7)).isZero();
    }

    @Test
    void onePageDirtiesItsFolioAndWritingItCleansAll() {
        int file = written(4, 4);
        machine.cache.sync(file, 0, 7);
        assertThat(dirty(file, 5)).isFalse();
        machine.cache.markDirty(machine.cache.lookup(file, 6));
        for (int page = 4; page < 8; page++) {
            assertThat(dirty(file, page)).as("page %d", page).isTrue();
        }
        machine.cache.sync(file, 5, 5);
        for (int page = 4; page < 8; page++) {
            assertThat(dirty(file, page)).as("page %d", page).isFalse();
        }
    }

    @Test
    void aFolioThatReachesOutOfTheRangeIsNotDropped() {
        int file = written(4, 4);
        machine.cache.sync(file, 0, 7);
        machine.cache.drop(file, 5, 7);
        assertThat(machine.cache.cachedPages(file)).isEqualTo(4);
        machine.cache.drop(file, 4, 7);
        assertThat(machine.cache.cachedPages(file)).isZero();
    }

    @Test
    void aHoleThatIsZeroedInPartIsInTheCacheWithoutContents() {
        int file = machine.cache.create("sparse", FileKind.REGULAR, 64L * PAGE);
        machine.cache.punchHole(file, 20L * PAGE + 100, 100);
        assertThat(machine.cache.cachedPages(file)).isEqualTo(1);
        assertThat(machine.cache.isResident(file, 20)).isFalse();
        machine.cache.fault(file, 20, Access.NORMAL);
        assertThat(machine.cache.lastReadWasMajor()).isFalse();
        assertThat(machine.cache.isResident(file, 20)).isTrue();
    }

    private String orders(int file, int first, int pages) {
        StringBuilder orders = new StringBuilder();
        for (int page = first; page < first + pages; page++) {
            orders.append(machine.cache.lookup(file, page) >= 0 ? "" + machine.cache.folioOrder(file, page) : "-");
        }
        return orders.toString();
    }

    @Test
    void truncationHalvesAFolioDownToThePageOfTheCut() {
        int file = written(16, 16);
        machine.cache.sync(file, 16, 31);
        assertThat(orders(file, 16, 16)).isEqualTo("4444444444444444");
        machine.cache.truncate(file, 22L * PAGE);
        assertThat(orders(file, 16, 16)).isEqualTo("222211----------");
    }

    @Test
    void aHoleCutsItsFolioAtBothEnds() {
        int file = written(16, 16);
        machine.cache.sync(file, 16, 31);
        machine.cache.punchHole(file, 18L * PAGE, 3L * PAGE);
        assertThat(orders(file, 16, 16)).isEqualTo("11---01133333333");
    }

    @Test
    void aDirtyFolioKeepsItsSize() {
        int file = written(16, 16);
        machine.cache.truncate(file, 22L * PAGE);
        assertThat(orders(file, 16, 8)).isEqualTo("444444--");
        assertThat(machine.cache.splitFolio(file, 17)).isFalse();
        assertThat(machine.cache.folioOrder(file, 17)).isEqualTo(4);
    }

    @Test
    void aCleanFolioThatNobodyHoldsIsSplitIntoPages() {
        int file = written(16, 16);
        machine.cache.sync(file, 16, 31);
        machine.lru.drain(); // a batch holds its frames too
        int held = machine.cache.lookup(file, 20);
        machine.references.get(held);
        assertThat(machine.cache.splitFolio(file, 17)).isFalse();
        machine.references.put(held);
        assertThat(machine.cache.splitFolio(file, 17)).isTrue();
        assertThat(orders(file, 16, 16)).isEqualTo("0000000000000000");
    }
}
