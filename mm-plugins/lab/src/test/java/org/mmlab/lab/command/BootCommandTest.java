package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmlab.lab.CommandRun;

/** {@code mm boot} shows a machine as Linux does, whether its memory is a size or a map. */
class BootCommandTest {
    private static final String DMESG = """
            [    0.000000] BIOS-provided physical RAM map:
            [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
            [    0.000000] BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved
            [    0.000000] BIOS-e820: [mem 0x00000000000f0000-0x00000000000fffff] reserved
            [    0.000000] BIOS-e820: [mem 0x0000000000100000-0x0000000003fdffff] usable
            [    0.000000] BIOS-e820: [mem 0x0000000003fe0000-0x0000000003ffffff] reserved
            """;

    @TempDir
    private Path folder;

    @Test
    void theFilesOfAMachineOf64MiB() throws IOException {
        try (InputStream golden = BootCommandTest.class.getResourceAsStream("boot-64m.txt")) {
            CommandRun run =
                    CommandRun.of("boot", "--ram", "64M", "--show", "zoneinfo,buddyinfo,pagetypeinfo,iomem,meminfo");
            assertThat(run.out()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void withoutShowASummaryComesFirst() {
        CommandRun run = CommandRun.of("boot", "--ram", "64M", "--nodes", "2");
        assertThat(run.out())
                .startsWith("Linux 6.12 on x86-64-4level: 2 nodes, 1 CPUs\n"
                        + "Fallback order for Node 0: 0 1\nFallback order for Node 1: 1 0\nMemory: ")
                .contains("\n/proc/iomem\n", "\n/proc/meminfo\n", "\n/proc/zoneinfo\n", "\n/proc/buddyinfo\n");
        assertThat(CommandRun.of("boot", "--show", "vmstat").out()).startsWith("nr_free_pages ");
    }

    @Test
    void anUnknownViewIsAnErrorThatNamesThoseThereAre() {
        CommandRun run = CommandRun.of("boot", "--show", "slabinfo");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "unknown view 'slabinfo';"
                                + " known: buddyinfo, extfrag_index, iomem, meminfo, memory-blocks, nodeN/cpulist, nodeN/distance,");
        assertThat(CommandRun.of("boot", "--show", "node1/meminfo").err())
                .contains("unknown view 'node1/meminfo';", "; nodes are 0 to 0");
    }

    @Test
    void filesOfNodesAreShownOneByOneOrAllTogether() {
        CommandRun run =
                CommandRun.of("boot", "--ram", "64M", "--nodes", "2", "--show", "node/distance,node1/numastat");
        assertThat(run.out()).isEqualTo("""

                /sys/devices/system/node/node0/distance
                10 20

                /sys/devices/system/node/node1/distance
                20 10

                /sys/devices/system/node/node1/numastat
                numa_hit 0
                numa_miss 0
                numa_foreign 0
                interleave_hit 0
                local_node 0
                other_node 0
                """);
    }

    @Test
    void nodesThatTheKernelMadeUpAreShownToo() {
        CommandRun run = CommandRun.of("boot", "--ram", "256M", "--numa-fake", "4", "--show", "node3/distance");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("10 10 10 10\n");
    }

    @Test
    void perCpuAreasAreSetUpWhereTheyAreShown() {
        CommandRun run = CommandRun.of("boot", "--ram", "1G", "--cpus", "3", "--nodes", "2", "--show", "percpu");
        assertThat(run.out())
                .startsWith("Percpu Memory Statistics\nAllocation Info:\n----------------------------------------\n")
                .contains("  dyn_size            :        28672\n", "Chunk: <- First Chunk\n")
                .contains("pcpu-alloc: s233472 r8192 d28672 u1048576 alloc=1*2097152\npcpu-alloc: [0] 0 2 [1] 1 -\n")
                .contains("cpu 2: group 0, unit at 0xffff8880", ": runqueues\n");
        CommandRun meminfo = CommandRun.of("boot", "--ram", "1G", "--percpu", "on", "--show", "meminfo");
        assertThat(meminfo.out()).contains("\nPercpu:              264 kB\n");
        CommandRun small = CommandRun.of("boot", "--ram", "1M", "--cpus", "4", "--show", "percpu");
        assertThat(small.exitCode()).isEqualTo(1);
        assertThat(small.err())
                .contains("no room for the per-CPU areas of 4 CPUs")
                .contains("--percpu off");
    }

    @Test
    void hugePagesAskForRoomFrom512MibOn() {
        // 11 pageblocks for each of the zones DMA and DMA32, but at most a twentieth of memory
        assertThat(summary("--ram", "1G")).contains("min_free_kbytes 45056\n");
        assertThat(summary("--ram", "1G", "--thp", "never")).contains("min_free_kbytes 4027\n");
        assertThat(summary("--ram", "512M")).contains("min_free_kbytes 2821\n");
        assertThat(summary("--ram", "1G", "--min-free-kbytes", "5000")).contains("min_free_kbytes 5000\n");
    }

    private static String summary(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "boot";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandRun.of(arguments).out();
    }

    @Test
    void itIsSaidWhenMostFramesAreInitialised() {
        CommandRun usual = CommandRun.of("boot", "--ram", "5G", "--nodes", "2", "--contents", "none");
        assertThat(usual.out())
                .contains("\nnode 0 deferred pages initialised in 10ms\nnode 1 deferred pages initialised in 8ms\n")
                .contains("\nDeferred initialisation saved 7ms of the boot CPU's time\n");
        CommandRun off = CommandRun.of("boot", "--ram", "5G", "--contents", "none", "--deferred-init", "off");
        assertThat(off.out()).doesNotContain("eferred");
        CommandRun late = CommandRun.of("boot", "--ram", "1T", "--contents", "none", "--deferred-init", "late");
        assertThat(late.out())
                .contains("Memory: 3276412K/1073741820K available")
                .contains("\nDeferred: 1053669760K are initialised while the machine runs\n");
        CommandRun flat = CommandRun.of("boot", "--model", "flat", "--deferred-init", "late");
        assertThat(flat.err()).contains("deferred-init late needs metadata by section");
    }

    @Test
    void aMapOfTheKernelsLogIsBootedFrom() throws IOException {
        CommandRun run = CommandRun.of("boot", "--memmap", file(DMESG), "--show", "iomem,zoneinfo");
        assertThat(run.out())
                .contains("00000000-00000fff : Reserved\n00001000-0009fbff : System RAM\n")
                .contains("00100000-03fdffff : System RAM\n03fe0000-03ffffff : Reserved\n")
                .contains("        spanned  4095\n        present  3998\n")
                .contains("        spanned  12256\n        present  12256\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void nodesShareTheMap() throws IOException {
        CommandRun run = CommandRun.of(
                "boot", "--memmap", file(DMESG), "--nodes", "2", "--node-ram", "16M,48M", "--show", "zoneinfo");
        assertThat(run.out()).contains("Node 1, zone    DMA32", "        present  12190\n", "        present  66\n");
    }

    @Test
    void aMapOfIomemIsBootedFrom() throws IOException {
        String iomem = CommandRun.of("boot", "--memmap", file(DMESG), "--show", "iomem")
                .out();
        String again = Files.writeString(folder.resolve("iomem.txt"), iomem).toString();
        assertThat(CommandRun.of("boot", "--memmap", again, "--show", "iomem,zoneinfo")
                        .out())
                .isEqualTo(CommandRun.of("boot", "--memmap", file(DMESG), "--show", "iomem,zoneinfo")
                        .out());
        CommandRun hidden = CommandRun.of("boot", "--memmap", file(iomem.replaceAll("[0-9a-f]{8}", "00000000")));
        assertThat(hidden.exitCode()).isEqualTo(1);
        assertThat(hidden.err()).contains("the addresses are hidden").contains("as root");
    }

    @Test
    void aComputerIsBuiltFromItsFiles() throws IOException {
        Files.createDirectories(folder.resolve("proc"));
        Files.writeString(
                folder.resolve("proc/zoneinfo"),
                CommandRun.of("boot", "--ram", "64M", "--show", "zoneinfo").out());
        CommandRun run = CommandRun.of("boot", "--host", "--host-root", folder.toString(), "--show", "iomem");
        assertThat(run.out())
                .contains("proc/iomem cannot be read: the map is derived from ")
                .contains("figures equal this computer's\n")
                .endsWith("00001000-0009ffff : System RAM\n00100000-0405ffff : System RAM\n");
        CommandRun absent = CommandRun.of(
                "boot", "--host", "--host-root", folder.resolve("none").toString());
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).startsWith("mm boot: cannot read ").contains("proc/zoneinfo");
    }

    @Test
    void whatIsWrongWithTheMapIsSaidLineByLine() throws IOException {
        String map = file("0-640K usable\n1M-1K usable\n2M+1M elastic\n");
        CommandRun run = CommandRun.of("boot", "--memmap", map);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm boot: " + map + ":3: unknown type 'elastic'; known: usable")
                .doesNotContain("Exception");
        CommandRun absent = CommandRun.of("boot", "--memmap", "absent.txt");
        assertThat(absent.err()).startsWith("mm boot: there is no memory map 'absent.txt'; give ");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("map.txt"), text).toString();
    }
}
