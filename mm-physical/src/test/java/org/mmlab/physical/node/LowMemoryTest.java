package org.mmlab.physical.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.physical.node.LowMemory.Paging;
import org.mmlab.physical.node.LowMemory.Split;

/** Where low memory ends on i386, as {@code find_low_pfn_range} parts it. In frames. */
class LowMemoryTest {
    private static final long MIB = 256;

    @ParameterizedTest
    @CsvSource({"268435456, 190462", "67108864, 239614", "134217728, 223230", "134217729, 223229"})
    void aVmallocAreaTakesItsSizeEightMibAndWhatIsPartOfAFrame(long bytes, long frames) {
        assertThat(LowMemory.frames(Paging.PAE, bytes)).isEqualTo(frames);
    }

    /** Asked for in MiB, of a machine whose memory ends at so many MiB; less than 64 MiB of low memory are not accepted. */
    @ParameterizedTest
    @CsvSource({"300, 700, 400", "0, 700, 700", "700, 700, 700", "800, 700, 700", "636, 700, 64", "637, 700, 700"})
    void memoryThatCouldAllBeLowGivesItsTopToHighMemory(long highMib, long endMib, long lowMib) {
        long most = LowMemory.frames(Paging.PAE);
        assertThat(LowMemory.split(Paging.PAE, most, highMib * MIB, endMib * MIB))
                .isEqualTo(new Split(lowMib * MIB, endMib * MIB));
    }

    @Test
    void aMachineWithMoreThanLowMemoryLosesWhatIsAboveTheHighMemoryAskedFor() {
        long most = LowMemory.frames(Paging.PAE);
        assertThat(LowMemory.split(Paging.PAE, most, 64 * MIB, 2048 * MIB)).isEqualTo(new Split(most, most + 64 * MIB));
        assertThat(LowMemory.split(Paging.PAE, most, 0, 2048 * MIB)).isEqualTo(new Split(most, most));
        assertThat(LowMemory.split(Paging.PAE, most, 4096 * MIB, 2048 * MIB)).isEqualTo(new Split(most, 2048 * MIB));
    }

    @Test
    void withoutAnOptionAllAboveLowMemoryIsHigh() {
        long most = LowMemory.frames(Paging.PLAIN);
        assertThat(LowMemory.split(Paging.PLAIN, most, LowMemory.NOT_GIVEN, 512 * MIB))
                .isEqualTo(new Split(512 * MIB, 512 * MIB));
        assertThat(LowMemory.split(Paging.PLAIN, most, LowMemory.NOT_GIVEN, 2048 * MIB))
                .isEqualTo(new Split(most, 2048 * MIB));
    }

    @Test
    void onlyPaeNamesFramesFromFourGibOn() {
        long end = 6144 * MIB;
        assertThat(LowMemory.split(Paging.PLAIN, LowMemory.frames(Paging.PLAIN), LowMemory.NOT_GIVEN, end)
                        .end())
                .isEqualTo(4096 * MIB);
        assertThat(LowMemory.split(Paging.PAE, LowMemory.frames(Paging.PAE), LowMemory.NOT_GIVEN, end)
                        .end())
                .isEqualTo(end);
    }
}
