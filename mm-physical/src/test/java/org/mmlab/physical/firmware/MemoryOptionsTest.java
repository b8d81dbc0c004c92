package org.mmlab.physical.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mem=} and {@code memmap=} on a machine of 4 GiB with a hole below 4 GiB. */
class MemoryOptionsTest {
    private static final String MACHINE =
            "0+639K usable\n639K+1K reserved\n1M+3071M usable\n3G+1G reserved\n4G+1G usable\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quiet ro                            | 1000-9efff 100000-bfffffff 100000000-13fffffff",
                "mem=512M                            | 1000-9efff 100000-1fffffff",
                "memmap=0x20000000                   | 1000-9efff 100000-1fffffff",
                "mem=4608M                           | 1000-9efff 100000-bfffffff 100000000-11fffffff",
                "memmap=128M$512M                    | 1000-9efff 100000-1fffffff 28000000-bfffffff 100000000-13fffffff",
                "memmap=128M#512M                    | 1000-9efff 100000-1fffffff 28000000-bfffffff 100000000-13fffffff",
                "memmap=128M!512M                    | 1000-9efff 100000-1fffffff 28000000-bfffffff 100000000-13fffffff",
                "memmap=512M@3G                      | 1000-9efff 100000-bfffffff 100000000-13fffffff",
                "memmap=1G@5G                        | 1000-9efff 100000-bfffffff 100000000-17fffffff",
                "memmap=exactmap,640K@0,63M@1M       | 1000-9ffff 100000-3ffffff",
                "memmap=64M$1G,64M$2G mem=1536M      | 1000-9efff 100000-3fffffff 44000000-5fffffff",
                "memmap=512M%3G-2+1                  | 1000-9efff 100000-dfffffff 100000000-13fffffff",
                "memmap=512M%4G+2                    | 1000-9efff 100000-bfffffff 120000000-13fffffff",
                "memmap=512M%4G-1                    | 1000-9efff 100000-bfffffff 120000000-13fffffff",
                "memmap=512M%4G                      | 1000-9efff 100000-bfffffff 120000000-13fffffff",
                "memmap=6000$0x1001                  | 3000-9efff 100000-bfffffff 100000000-13fffffff",
                "mem=nopentium                       | 1000-9efff 100000-bfffffff 100000000-13fffffff",
                "-- mem=64M                          | 1000-9efff 100000-bfffffff 100000000-13fffffff",
                "memory=64M smem=1M                  | 1000-9efff 100000-bfffffff 100000000-13fffffff",
            })
    void whatIsLeftIsWhatTheKernelLeaves(String commandLine, String memory) throws FirmwareMapException {
        E820Boot boot = boot(commandLine);
        assertThat(boot.ignoredOptions()).isEmpty();
        assertThat(RecordedBootsTest.memory(boot, "x86-64")).isEqualTo(List.of(memory.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mem=lots",
                "memmap=all",
                "memmap=64M?1G",
                "memmap=64M$1Gx",
                "memmap=64M$1G,,64M$2G",
                "memmap=1M%4G-2z"
            })
    void whatTheKernelPassesOverIsTold(String commandLine) throws FirmwareMapException {
        E820Boot boot = boot(commandLine);
        assertThat(boot.ignoredOptions()).singleElement().asString().contains("the kernel ignores");
    }

    @Test
    void aMapOfOneRangeStopsTheKernel() {
        assertThatThrownBy(() -> boot("memmap=exactmap memmap=64M@1M"))
                .isInstanceOf(FirmwareMapException.class)
                .hasMessageStartingWith("Invalid user supplied memory map: ");
    }

    @Test
    void theFirstPageAndTheBiosWindowAreTakenOutOfAnyMap() throws FirmwareMapException {
        FirmwareMap firmware = FirmwareMapReader.read("0+3M usable\n3M+1M reserved", "careless");
        assertThat(RecordedBootsTest.memory(E820Boot.from(firmware, ""), "x86-64"))
                .containsExactly("1000-9ffff", "100000-2fffff");
    }

    @Test
    void aTypeCannotBecomeItself() {
        assertThatThrownBy(() -> boot("memmap=1M%4G-1+1"))
                .isInstanceOf(FirmwareMapException.class)
                .hasMessageContaining("type 1 cannot become type 1");
    }

    @Test
    void takingAllMemoryAwayIsAnError() {
        assertThatThrownBy(() -> boot("memmap=exactmap memmap=64M$1M memmap=64M$1G"))
                .isInstanceOf(FirmwareMapException.class)
                .hasMessageStartingWith("no usable RAM is left");
    }

    @ParameterizedTest
    @CsvSource({
        "64, 64, 2",
        "0x40, 64, 4",
        "010, 8, 3",
        "1K, 1024, 2",
        "3g, 3221225472, 2",
        "0X1fz, 31, 4",
        "K, 0, 1",
        "x, 0, 0",
        "0x, 0, 1",
        "2T!, 2199023255552, 2",
        "08, 0, 1",
        "18446744073709551615, -1, 20"
    })
    void sizesAreReadAsTheKernelReadsThem(String text, long value, int length) {
        assertThat(MemorySize.parse(text)).isEqualTo(new MemorySize(value, length));
    }

    private static E820Boot boot(String commandLine) throws FirmwareMapException {
        return E820Boot.from(FirmwareMapReader.read(MACHINE, "machine"), commandLine);
    }
}
