package org.mmlab.physical.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.memblock.MemRangeCursor;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockConfig;

/** What recorded kernels made of their maps is made of them here. */
class RecordedBootsTest {
    @ParameterizedTest
    @ValueSource(strings = {"i686-2g", "numa2-memblockdebug", "uma-2g-memmap-odd", "uma-q35-4g"})
    void theFirmwareMapAndTheCommandLineGiveMemblocksMemory(String name) throws FirmwareMapException {
        BootDump boot = BootDump.named(name);
        FirmwareMap firmware = DmesgMap.parse(boot.maps(), name).firmware().orElseThrow();
        assertThat(memory(E820Boot.from(firmware, boot.commandLine()), name))
                .isNotEmpty()
                .isEqualTo(boot.memory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"i686-2g", "numa2-memblockdebug", "uma-2g-memmap-odd", "uma-q35-4g"})
    void theMapThatTheMachineRanWithIsFoundInTheWholeLogAndInIomem(String name) throws FirmwareMapException {
        BootDump boot = BootDump.named(name);
        FirmwareMap fromLog = FirmwareMapReader.read(String.join("\n", boot.lines()), name);
        assertThat(memory(E820Boot.from(fromLog, ""), name)).isEqualTo(boot.memory());
        FirmwareMap fromIomem = FirmwareMapReader.read(String.join("\n", boot.iomem()), name);
        assertThat(memory(E820Boot.from(fromIomem, ""), name)).isEqualTo(boot.memory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"uma-2g-memmap-odd"})
    void theCommandLineMakesTheUsersMapOfTheFirmwares(String name) throws FirmwareMapException {
        DmesgMap maps = DmesgMap.parse(BootDump.named(name).maps(), name);
        E820Table table = E820Table.of(maps.firmware().orElseThrow());
        MemoryOptions options = new MemoryOptions(table);
        options.apply(BootDump.named(name).commandLine());
        assertThat(options.given()).isTrue();
        assertThat(table.update()).isTrue();
        assertThat(table.entries()).isEqualTo(maps.user().orElseThrow().entries());
    }

    static List<String> memory(E820Boot boot, String name) {
        Memblock memblock = new Memblock(MemblockConfig.numa64(10));
        boot.fill(memblock, name.startsWith("i686") ? E820Boot.HIGHEST_OF_32_BITS : E820Boot.HIGHEST_OF_64_BITS);
        List<String> ranges = new ArrayList<>();
        MemRangeCursor memory = memblock.query().memRanges();
        while (memory.next()) {
            ranges.add(String.format("%x-%x", Addresses.rawPhys(memory.start()), Addresses.rawPhys(memory.end()) - 1));
        }
        return ranges;
    }
}
