package org.mmlab.reclaim.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.FileMappings;
import org.mmlab.api.link.FileMappings.Cows;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.api.link.Processes;
import org.mmlab.api.link.ReverseMap;
import org.mmlab.reclaim.testing.TestMachine;
import org.mockito.Mockito;

/** What setting a file's size and punching holes do to pages that stay, and to mappings (Linux 6.18, ext4 and tmpfs). */
class TruncationTest {
    private static final int PAGE = 4096;
    private static final int TAIL = 100;

    private final TestMachine machine = new TestMachine(4096, KernelVersion.V6_18, 1_000_000);
    private final FileMappings mappings = Mockito.mock(FileMappings.class);
    private final ReverseMap reverseMap = Mockito.mock(ReverseMap.class);

    @BeforeEach
    void mapping() {
        machine.mapped.join(reverseMap, mappings, Mockito.mock(Processes.class));
    }

    /** Eight pages, one by one, and a bit: all clean. */
    private int written(FileKind kind) {
        int file = machine.cache.create("f", kind, 0);
        for (int page = 0; page < 8; page++) {
            machine.cache.write(file, (long) page * PAGE, new byte[PAGE], 0, PAGE);
        }
        machine.cache.write(file, 8L * PAGE, new byte[TAIL], 0, TAIL);
        machine.cache.sync(file, 0, 8);
        return file;
    }

    private boolean dirty(int file, long page) {
        return machine.table.has(machine.cache.lookup(file, page), FrameFlag.DIRTY);
    }

    @ParameterizedTest
    @ValueSource(longs = {8L * PAGE + TAIL, 8L * PAGE + TAIL + 1, 12L * PAGE, 8L * PAGE + 50})
    void settingTheSizeDirtiesThePageInWhichTheFileEnds(long bytes) {
        int file = written(FileKind.REGULAR);
        machine.cache.truncate(file, bytes);
        assertThat(dirty(file, 8)).isTrue();
        assertThat(dirty(file, 7)).isFalse();
    }

    @Test
    void theSizeOfWholePagesDirtiesNothing() {
        int file = written(FileKind.REGULAR);
        machine.cache.truncate(file, 8L * PAGE);
        machine.cache.truncate(file, 8L * PAGE);
        machine.cache.truncate(file, 9L * PAGE);
        assertThat(dirty(file, 7)).isFalse();
        assertThat(machine.cache.lookup(file, 8)).isNegative();
    }

    @Test
    void anAbsentLastPageIsReadForItsEndToBeZeroed() {
        int file = written(FileKind.REGULAR);
        machine.cache.drop(file, 0, 8);
        machine.cache.truncate(file, 12L * PAGE);
        assertThat(machine.cache.lookup(file, 8)).isNotNegative();
        assertThat(dirty(file, 8)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "1, 100, 1", "0, 4095, 0", "1, 4094, 1"})
    void aHoleThatEndsWithinTheFirstPageUnmapsTheRestOfTheFile(long offset, long bytes, long firstUnmapped) {
        for (FileKind kind : FileKind.values()) {
            int file = written(kind);
            machine.cache.punchHole(file, offset, bytes);
            Mockito.verify(mappings).unmapRange(file, firstUnmapped, Truncation.LAST_PAGE, Cows.FILE_PAGES);
            assertThat(machine.cache.cachedPages(file)).isEqualTo(9);
        }
    }

    @Test
    void aHoleWithinAnyOtherPageUnmapsNothing() {
        int file = written(FileKind.REGULAR);
        Mockito.clearInvocations(mappings);
        machine.cache.punchHole(file, PAGE, 100);
        machine.cache.punchHole(file, 100, PAGE);
        Mockito.verify(mappings, Mockito.never()).unmapRange(anyInt(), anyLong(), anyLong(), any());
    }

    @ParameterizedTest
    @CsvSource({
        "REGULAR, 50, true",
        "REGULAR, 100, true",
        "REGULAR, 101, false",
        "SHMEM, 101, true",
        "SHMEM, 4096, false"
    })
    void aHoleBehindTheEndTakesTheLastPageOnADeviceAlone(FileKind kind, long bytes, boolean stays) {
        int file = written(kind);
        machine.cache.punchHole(file, 8L * PAGE, bytes);
        assertThat(machine.cache.lookup(file, 8) >= 0).isEqualTo(stays);
    }

    @Test
    void aSyncThatEndsTheTransactionWritesWhatOthersHadZeroed() {
        int cut = written(FileKind.REGULAR);
        int other = written(FileKind.REGULAR);
        machine.cache.truncate(cut, 6L * PAGE + TAIL);
        machine.cache.write(cut, 2L * PAGE, new byte[PAGE], 0, PAGE);
        machine.cache.sync(other, 0, 8);
        assertThat(dirty(cut, 6)).as("nothing of this transaction was synced").isTrue();
        machine.cache.write(other, 0, new byte[PAGE], 0, PAGE);
        machine.cache.sync(other, 0, 8);
        assertThat(dirty(cut, 6)).isFalse();
        assertThat(dirty(cut, 2)).as("no part of it was zeroed").isTrue();
    }
}
