package org.mmlab.virtual.pagetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mmlab.api.event.EventSink;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.event.VmStat;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TableFrames;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.hardware.cpu.CpuSet;
import org.mmlab.hardware.cpu.TlbShootdown;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;
import org.mmlab.hardware.tlb.TlbGeometry;
import org.mmlab.virtual.pagetable.x86.X8664FourLevelFormat;

class TlbShootdownTest {
    private static final long BASE = 0x7f00_0000_0000L;
    private static final int ASID = 5;
    private static final int PAGES = 60;

    /** Three CPUs that run one address space of sixty pages, and all its translations in their TLBs. */
    private static final class Machine {
        final VmStat stat = new VmStat();
        final List<Cpu> cpus = new ArrayList<>();
        final CpuSet holders = new CpuSet();
        final TlbShootdown shootdown;
        final PageTable table;

        Machine() {
            Ram ram = new Ram(1 << 16, Contents.NONE);
            X8664FourLevelFormat format = new X8664FourLevelFormat();
            table = format.create(ram, new EndlessFrames(), null);
            PteCodec codec = format.codec();
            for (int page = 0; page < PAGES; page++) {
                table.write(
                        table.ensure(BASE + page * 4096L, 1), codec.make(page + 1, codec.protection(Protection.READ)));
            }
            for (int id = 0; id < 3; id++) {
                Mmu mmu = new Mmu(format, ram, TlbGeometry.SKYLAKE);
                mmu.load(table.root(), table.kernelRoot(), ASID);
                cpus.add(new Cpu(id, 0, mmu));
                holders.add(id);
                for (int page = 0; page < PAGES; page++) {
                    mmu.translate(BASE + page * 4096L, Access.READ);
                }
            }
            shootdown = new TlbShootdown(cpus, stat, EventSink.NONE);
        }

        boolean reaches(int cpu, int page) {
            return !TranslationFault.isFault(cpus.get(cpu).mmu().translate(BASE + page * 4096L, Access.READ));
        }
    }

    private static final class EndlessFrames implements TableFrames {
        private long next = 0x1000;

        @Override
        public long allocate(int level) {
            return next++;
        }

        @Override
        public void free(long pfn, int level) {}
    }

    @Property(tries = 100)
    void noCpuReachesAPageAfterItsShootdown(
            @ForAll @IntRange(max = PAGES - 1) int first, @ForAll @IntRange(min = 1, max = PAGES) int count) {
        Machine machine = new Machine();
        int end = Math.min(PAGES, first + count);
        for (int page = first; page < end; page++) {
            machine.table.write(machine.table.find(BASE + page * 4096L, 1), PteCodec.NONE);
            assertThat(machine.reaches(1, page))
                    .as("the stale entry still answers")
                    .isTrue();
        }
        machine.shootdown.flushRange(
                machine.cpus.get(0), machine.holders, ASID, BASE + first * 4096L, BASE + end * 4096L, 12);
        for (int cpu = 0; cpu < 3; cpu++) {
            for (int page = 0; page < PAGES; page++) {
                assertThat(machine.reaches(cpu, page)).isEqualTo(page < first || page >= end);
            }
        }
    }

    @Test
    void aFlushCountsAsVmstatDoes() {
        Machine machine = new Machine();
        machine.shootdown.flushRange(machine.cpus.get(0), machine.holders, ASID, BASE, BASE + 3 * 4096, 12);
        assertThat(machine.stat.get(VmEvent.NR_TLB_LOCAL_FLUSH_ONE)).isEqualTo(3);
        assertThat(machine.stat.get(VmEvent.NR_TLB_REMOTE_FLUSH)).isEqualTo(1);
        assertThat(machine.stat.get(VmEvent.NR_TLB_REMOTE_FLUSH_RECEIVED)).isEqualTo(2);

        machine.shootdown.flushRange(machine.cpus.get(0), machine.holders, ASID, BASE, BASE + 34 * 4096, 12);
        assertThat(machine.stat.get(VmEvent.NR_TLB_LOCAL_FLUSH_ALL)).isEqualTo(1);
        assertThat(machine.stat.get(VmEvent.NR_TLB_LOCAL_FLUSH_ONE)).isEqualTo(3);
        assertThat(machine.shootdown.interrupts()).isEqualTo(2);
        assertThat(machine.shootdown.received()).isEqualTo(4);
    }

    @Test
    void aCpuThatRunsSomethingElseTakesNoInterruptButForgetsAllTheSame() {
        Machine machine = new Machine();
        machine.cpus.get(2).mmu().load(machine.table.root(), machine.table.kernelRoot(), ASID + 1);
        machine.table.write(machine.table.find(BASE, 1), PteCodec.NONE);
        machine.shootdown.flushAddressSpace(machine.cpus.get(0), machine.holders, ASID);
        assertThat(machine.stat.get(VmEvent.NR_TLB_REMOTE_FLUSH_RECEIVED)).isEqualTo(1);
        machine.cpus.get(2).mmu().load(machine.table.root(), machine.table.kernelRoot(), ASID);
        assertThat(machine.reaches(2, 0)).isFalse();
    }

    @Test
    void aFlushThatConcernsNobodyElseInterruptsNobody() {
        Machine machine = new Machine();
        CpuSet own = new CpuSet();
        own.add(1);
        machine.shootdown.flushRange(machine.cpus.get(1), own, ASID, BASE, BASE + 4096, 12);
        assertThat(machine.shootdown.interrupts()).isZero();
        assertThat(machine.stat.get(VmEvent.NR_TLB_REMOTE_FLUSH)).isZero();
        assertThat(machine.stat.get(VmEvent.NR_TLB_LOCAL_FLUSH_ONE)).isEqualTo(1);
    }
}
