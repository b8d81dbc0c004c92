package org.mmlab.physical.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which maps can be read, and what is said about those that cannot. */
class FirmwareMapReaderTest {
    private static final List<String> LOG = List.of(
            "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable",
            "BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved",
            "BIOS-e820: [mem 0x0000000000100000-0x000000003fffffff] usable");

    @Test
    void theThreeFormsOfOneMapAreTheSameMap() throws FirmwareMapException {
        FirmwareMap log = FirmwareMapReader.read("<6>[    0.000000] " + String.join("\n[ 0.0] ", LOG), "log");
        FirmwareMap iomem = FirmwareMapReader.read("""
                00000000-0009fbff : System RAM
                0009fc00-0009ffff : Reserved
                000a0000-000bffff : PCI Bus 0000:00
                00100000-3fffffff : System RAM
                  01000000-01ffffff : Kernel code
                """, "iomem");
        FirmwareMap list = FirmwareMapReader.read("""
                # a PC of 1 GiB
                0+639K usable   # the BIOS's data follow
                639K+1K reserved
                1M-0x3fffffff usable
                """, "list");
        assertThat(log.dmesg("BIOS-e820")).isEqualTo(LOG);
        assertThat(iomem.entries()).isEqualTo(log.entries());
        assertThat(list.entries()).isEqualTo(log.entries());
        assertThat(log.usableBytes()).isEqualTo(639 * 1024 + 1023L * (1 << 20));
    }

    @Test
    void everyTypeThatAKernelPrintsIsRead() throws FirmwareMapException {
        for (int type : new int[] {1, 2, 3, 4, 5, 7, 12, 20, E820Type.SOFT_RESERVED}) {
            String line = "BIOS-e820: " + new E820Entry(1L << 32, 4096, type);
            FirmwareMap map = FirmwareMapReader.read(LOG.get(2) + "\n" + line, "log");
            assertThat(map.entries().get(1).type()).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1M+8M usable; 4M+8M reserved | f:2: range 0x400000-0xbfffff overlaps range 0x100000-0x8fffff of f:1; let it start where that one ends",
                "8M+8M usable; 1M+1M reserved | f:2: range 0x100000-0x1fffff is unsorted: it lies below range 0x800000-0xffffff of the"
                        + " line before; sort the map by address",
                "# nothing | f: the map is empty; it needs at least one range of usable memory",
                "0x2000-0x1fff usable | f:1: range 0x2000-0x1fff ends before it starts; the second address is its last byte",
                "1M+16E usable; 0+1 reserved | f:1: range at 0x100000 has no bytes; leave it out",
                "1M+0xffffffffffffffff usable | f:1: range of 0xffffffffffffffff bytes at 0x100000 wraps: it passes the top of the"
                        + " 64-bit address space",
                "1M-0xffffffffffffffff usable | f:1: range 0x100000-0xffffffffffffffff wraps: it reaches the top of the 64-bit address"
                        + " space; end it below 0xffffffffffffffff",
                "0-0x9fc00 usable | f:1: usable range 0x0-0x9fc00 is unaligned: it must start at a multiple of 16 and its last byte must"
                        + " be one below a multiple of 16, such as 0x0-0x9fbff",
                "1M+8M reserved | f: no usable RAM: no range is 'usable' and holds a whole page above the first, which the BIOS keeps",
                "0+4K usable | f: no usable RAM: no range is 'usable' and holds a whole page above the first, which the BIOS keeps",
                "0x1800+4K usable | f: no usable RAM: no range is 'usable' and holds a whole page above the first, which the BIOS keeps",
                "1M+8M | f:1: cannot read '1M+8M'; expected 'START-LAST TYPE' or 'START+SIZE TYPE', such as '1M+1023M usable'",
                "1M+8M useable | f:1: unknown type 'useable'; known: usable, reserved, soft reserved, ACPI data, ACPI NVS, unusable,"
                        + " persistent (type 7), persistent (type 12), type N",
                "memory: 8M | f:1: cannot read 'memory: 8M'; expected 'START-LAST TYPE' or 'START+SIZE TYPE', such as '1M+1023M usable'",
                "BIOS-e820: [mem 0x0-0xzz] usable | f:1: cannot read '[mem 0x0-0xzz] usable'; expected '[mem 0xSTART-0xLAST] TYPE'",
                "00000000-00000000 : System RAM | f: the addresses are hidden: they are all 0. Only root is shown them; read /proc/iomem"
                        + " as root",
                "00100000-001fffff : System RAM; garbage | f:2: cannot read 'garbage'; a line of /proc/iomem is 'START-LAST : NAME'",
            })
    void eachBadMapHasItsOwnError(String map, String message) {
        FirmwareMapException error = catchThrowableOfType(
                FirmwareMapException.class, () -> FirmwareMapReader.read(map.replace("; ", "\n"), "f"));
        assertThat(error.errors()).containsExactly(message);
    }

    @Test
    void allErrorsOfAMapAreNamedAtOnce() {
        FirmwareMapException error = catchThrowableOfType(
                FirmwareMapException.class,
                () -> FirmwareMapReader.read(
                        "1M-2M usable\n0x5000-0x4fff reserved\n8M+8M usable\n12M+8M usable\n", "f"));
        assertThat(error.errors()).hasSize(3);
    }

    @Test
    void rangesMadeInAProgramAreCheckedToo() {
        FirmwareMapException error = catchThrowableOfType(
                FirmwareMapException.class,
                () -> FirmwareMap.of(List.of(new E820Entry(1 << 20, 0, E820Type.RAM)), "spec"));
        assertThat(error).hasMessageStartingWith("spec, range 1: range 0x100000-0xfffff ends before it starts");
    }
}
