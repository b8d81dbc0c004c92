package org.mmlab.reclaim.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.api.link.PageCache.Reader;
import org.mmlab.reclaim.testing.TestMachine;

/** The windows that real kernels read (Linux 6.18, ext4 with read_ahead_kb=128). */
class ReadaheadWindowsTest {
    private final TestMachine machine = new TestMachine(4096, KernelVersion.V6_18, 1_000_000);

    private int coldFile(int pages) {
        int file = machine.cache.create("cold", FileKind.REGULAR, pages * 4096L);
        machine.cache.allocateOnDevice(file);
        return file;
    }

    /** Residency as ranges, {@code 84+32 200+8}. */
    private String cached(int file, int pages) {
        StringBuilder ranges = new StringBuilder();
        int start = -1;
        for (int i = 0; i <= pages; i++) {
            boolean present = i < pages && machine.cache.lookup(file, i) >= 0;
            if (present && start < 0) {
                start = i;
            } else if (!present && start >= 0) {
                ranges.append(ranges.isEmpty() ? "" : " ")
                        .append(start)
                        .append('+')
                        .append(i - start);
                start = -1;
            }
        }
        return ranges.toString();
    }

    @Test
    void aFaultReadsAroundItsPage() {
        int file = coldFile(256);
        machine.cache.fault(file, 100, Access.NORMAL);
        assertThat(machine.cache.lastReadWasMajor()).isTrue();
        assertThat(cached(file, 256)).isEqualTo("84+32");
    }

    @Test
    void farFaultsReadAWindowEach() {
        int file = coldFile(1024);
        for (int page : new int[] {500, 100, 900, 520, 0}) {
            machine.cache.fault(file, page, Access.NORMAL);
        }
        assertThat(cached(file, 1024)).isEqualTo("0+32 84+32 484+52 884+32");
    }

    @Test
    void theMarkerStartsTheNextWindowAndFoliosGrow() {
        int file = coldFile(256);
        machine.cache.fault(file, 0, Access.NORMAL);
        machine.cache.fault(file, 24, Access.NORMAL);
        assertThat(machine.cache.lastReadWasMajor()).isFalse();
        assertThat(cached(file, 256)).isEqualTo("0+64");
        assertThat(machine.cache.folioOrder(file, 31)).isZero();
        assertThat(machine.cache.folioOrder(file, 32)).isEqualTo(2);
        machine.cache.fault(file, 32, Access.NORMAL);
        assertThat(machine.cache.folioOrder(file, 64)).isEqualTo(4);
        machine.cache.fault(file, 64, Access.NORMAL);
        assertThat(machine.cache.folioOrder(file, 96)).isEqualTo(5);
        machine.cache.fault(file, 96, Access.NORMAL);
        assertThat(cached(file, 256)).isEqualTo("0+160");
    }

    @Test
    void randomAccessReadsOnePage() {
        int file = coldFile(256);
        for (int page : new int[] {100, 101, 10}) {
            machine.cache.fault(file, page, Access.RANDOM);
            assertThat(machine.cache.lastReadWasMajor()).isTrue();
        }
        assertThat(cached(file, 256)).isEqualTo("10+1 100+2");
    }

    @Test
    void aSequentialAreaReadsForwardOnly() {
        int file = coldFile(1024);
        machine.cache.fault(file, 0, Access.SEQUENTIAL);
        assertThat(cached(file, 1024)).isEqualTo("0+32");
        machine.cache.fault(file, 16, Access.SEQUENTIAL);
        machine.cache.fault(file, 32, Access.SEQUENTIAL);
        assertThat(cached(file, 1024)).isEqualTo("0+96");
    }

    @Test
    void readOfFourPagesReadsEightThenFaultReadsOn() {
        int file = coldFile(256);
        machine.cache.read(file, 0, new byte[16384], 0, 16384);
        assertThat(cached(file, 256)).isEqualTo("0+8");
        machine.cache.fault(file, 4, Access.NORMAL);
        assertThat(cached(file, 256)).isEqualTo("0+24");
    }

    @Test
    void willNeedReadsWhatItIsToldTo() {
        int file = coldFile(256);
        machine.cache.willNeed(file, 0, 63);
        assertThat(cached(file, 256)).isEqualTo("0+64");
    }

    @Test
    void aWindowThatTheEndOfTheFileCutsHasNoMarker() {
        int file = coldFile(128);
        machine.cache.fault(file, 126, Access.NORMAL);
        assertThat(cached(file, 128)).isEqualTo("110+18");
        for (int page = 110; page < 128; page++) {
            machine.cache.fault(file, page, Access.NORMAL);
            assertThat(machine.cache.lastFaultRetried()).as("page %d", page).isFalse();
        }
    }

    @Test
    void theOrderOfFoliosIsBoundedBeforeTheWindowIsCut() {
        int file = coldFile(600);
        for (int page : new int[] {192, 200, 208, 240}) {
            machine.cache.fault(file, page, Access.NORMAL);
        }
        assertThat(cached(file, 600)).isEqualTo("176+112");
    }

    /** The marker's page begins a folio of two; page 108 is absent, and the next window begins at 109. */
    @Test
    void aSearchFromWithinALargeFolioAnswersTooHigh() {
        int file = coldFile(300);
        machine.cache.fault(file, 62, Access.NORMAL);
        machine.cache.fault(file, 70, Access.NORMAL);
        assertThat(cached(file, 300)).isEqualTo("46+62");
        assertThat(machine.cache.folioOrder(file, 78)).isEqualTo(1);
        machine.cache.fault(file, 38, Access.NORMAL);
        machine.cache.fault(file, 78, Access.NORMAL);
        assertThat(cached(file, 300)).isEqualTo("22+86 109+31");
    }

    @Test
    void codeIsReadFromItsPageToTheEndOfItsArea() {
        int file = coldFile(300);
        machine.cache.faultCode(file, machine.cache.sharedReader(file), 100, Access.NORMAL, 130);
        assertThat(cached(file, 300)).isEqualTo("100+30");
        machine.cache.faultCode(file, machine.cache.sharedReader(file), 40, Access.NORMAL, 130);
        assertThat(cached(file, 300)).isEqualTo("40+32 100+30");
    }

    @Test
    void adviceToReadSequentiallyDoublesTheWindow() {
        int file = coldFile(300);
        machine.cache.advise(machine.cache.sharedReader(file), Access.SEQUENTIAL);
        machine.cache.fault(file, 213, Access.NORMAL);
        assertThat(cached(file, 300)).isEqualTo("181+64");
        machine.cache.advise(machine.cache.sharedReader(file), Access.NORMAL);
        machine.cache.fault(file, 100, Access.NORMAL);
        assertThat(cached(file, 300)).isEqualTo("84+32 181+64");
    }

    @Test
    void eachOpenFileReadsAheadByItsOwnHistory() {
        assertThat(readInTurn(machine.cache.newReader(), machine.cache.newReader()))
                .isEqualTo("400+8");
        Reader alone = machine.cache.newReader();
        assertThat(readInTurn(alone, alone)).as("it reads in sequence").isEqualTo("400+12");
    }

    private String readInTurn(Reader first, Reader second) {
        int file = coldFile(1024);
        byte[] bytes = new byte[4 * 4096];
        machine.cache.read(file, first, 400 * 4096L, bytes, 0, bytes.length);
        machine.cache.read(file, second, 404 * 4096L, bytes, 0, bytes.length);
        return cached(file, 1024);
    }

    @Test
    void adviceOnOneOpenFileLeavesTheOthersAlone() {
        int file = coldFile(1024);
        Reader wide = machine.cache.newReader();
        machine.cache.advise(wide, Access.SEQUENTIAL);
        machine.cache.fault(file, machine.cache.newReader(), 100, Access.NORMAL);
        machine.cache.fault(file, wide, 500, Access.NORMAL);
        assertThat(cached(file, 1024)).isEqualTo("84+32 468+64");
    }
}
