package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.view.ProcFile;
import org.mmlab.physical.zone.Zone;
import org.mmlab.tck.invariant.Invariants;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;

/** Compaction makes large blocks of memory that is broken up, and nobody's page is lost by it. */
class CompactionProperties {
    private static final int PAGE = 4096;
    private static final int HUGE_ORDER = 9;
    /** In each of the two zones the kernel's own block, that where the scanners meet, and what the watermarks keep. */
    private static final int LOST_BLOCKS = 6;

    private static final long BASE = 0x2000_0000L;
    private static final long HUGE_BASE = 0x6000_0000L;

    @Property(tries = 12)
    void afterCompactionEveryPageIsThereAndFreeMemoryIsInOnePiece(
            @ForAll @IntRange(min = 0, max = 1 << 20) int seed, @ForAll @IntRange(min = 2, max = 9) int keptOf) {
        Broken it = new Broken(seed, keptOf);
        assertThat(it.hugeBlocks()).isZero();
        it.machine.compact();
        it.compare();
        Invariants.check(it.machine);
        assertThat(it.hugeBlocks()).isGreaterThanOrEqualTo(it.machine.freeFrames() / 512 - LOST_BLOCKS);
        assertThat(it.machine.count(VmEvent.PGMIGRATE_SUCCESS)).isPositive();
        it.process.exit();
        Invariants.checkNothingLeaked(it.machine);
    }

    @Property(tries = 12)
    void aHugePageIsHadOnAMachineWhoseFreeMemoryIsBrokenUp(
            @ForAll @IntRange(min = 0, max = 1 << 20) int seed, @ForAll @IntRange(min = 2, max = 9) int keptOf) {
        Broken it = new Broken(seed, keptOf);
        assertThat(it.hugeBlocks()).isZero();
        it.process.mmap(HUGE_BASE, 512L * PAGE, "rw-", Broken.FLAGS, null, 0);
        it.process.calls().madvise(HUGE_BASE, 512L * PAGE, Advice.HUGEPAGE.number());
        it.process.write(HUGE_BASE, 1);
        assertThat(it.machine.count(VmEvent.THP_FAULT_ALLOC)).isEqualTo(1);
        assertThat(it.machine.count(VmEvent.COMPACT_STALL)).isPositive();
        assertThat(it.machine.count(VmEvent.COMPACT_SUCCESS)).isEqualTo(1);
        it.compare();
        Invariants.check(it.machine);
    }

    @Example
    void theFragmentationFilesTellWhyABlockCannotBeHad() {
        Broken it = new Broken(1, 2);
        String last = ProcFile.EXTFRAG_INDEX.of(it.machine).lines().reduce("", (a, b) -> b);
        assertThat(last).startsWith("Node 0, zone").matches(".*-1\\.000 .* 0\\.9\\d\\d {2}0\\.9\\d\\d $");
        assertThat(ProcFile.UNUSABLE_INDEX.of(it.machine).lines().reduce("", (a, b) -> b))
                .matches("Node 0, zone .* 0\\.000 0\\.\\d{3} .*1\\.000 $");
    }

    /** A machine whose memory was full of single pages, of which some were freed here and there. */
    private static final class Broken {
        private static final long FLAGS = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;

        private final Machine machine = MachineFactory.create(
                MachineSpec.of(Map.of("ram", "32M", "thp", "madvise", "swap", "0", "checked", "on")));
        private final Process process = machine.newProcess();
        private final BitSet kept = new BitSet();
        private final int pages = (int) machine.freeFrames() - 400;

        Broken(int seed, int keptOf) {
            process.mmap(BASE, (long) pages * PAGE, "rw-", FLAGS, null, 0);
            for (int page = 0; page < pages; page++) {
                process.write(address(page), page & 0xff);
            }
            Random random = new Random(seed);
            for (int page = 0; page < pages; page++) {
                if (page % 64 == 0 || random.nextInt(keptOf) == 0) {
                    kept.set(page);
                } else {
                    process.calls().madvise(address(page), PAGE, Advice.DONTNEED.number());
                }
            }
            machine.memory().drainAll();
        }

        private static long address(int page) {
            return BASE + (long) page * PAGE;
        }

        private void compare() {
            for (int page = 0; page < pages; page++) {
                if (kept.get(page)) {
                    assertThat(process.read(address(page))).as("page %d", page).isEqualTo(page & 0xff);
                }
            }
        }

        /** Free blocks of at least the size of a huge page, in huge pages. */
        private long hugeBlocks() {
            long blocks = 0;
            for (Zone zone : machine.memory().nodes().populatedZones()) {
                for (int type = 0; type < MigrateType.COUNT; type++) {
                    blocks += zone.freeBlocks().blocks(HUGE_ORDER, type);
                    blocks += 2 * zone.freeBlocks().blocks(HUGE_ORDER + 1, type);
                }
            }
            return blocks;
        }
    }
}
