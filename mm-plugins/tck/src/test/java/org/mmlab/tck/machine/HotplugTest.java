package org.mmlab.tck.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import org.mmlab.api.event.VmEvent;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.hotplug.BlockState;
import org.mmlab.physical.hotplug.HotplugOutcome;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.hotplug.OnlineType;
import org.mmlab.tck.contract.MachineContract;
import org.mmlab.tck.invariant.Invariants;

/** Machines whose memory comes and goes while processes run. */
class HotplugTest implements MachineContract {
    private static final Map<String, String> USUAL =
            Map.of("ram", "16M", "hotplug", "512M", "thp", "never", "checked", "on", "swap", "0");
    private static final long BLOCK_BYTES = 128L << 20;

    @Override
    public List<MachineSpec> machines() {
        List<MachineSpec> machines = new ArrayList<>();
        for (Map<String, String> values : List.of(
                Map.of("swap", "1G"),
                Map.of("ram", "1M", "memmap-on-memory", "on"),
                Map.of("ram", "32M", "nodes", "3", "node-ram", "16M,0,16M", "cpus", "1", "model", "sparse"),
                Map.of("allocator", "bitmap", "nodes", "2", "online-policy", "auto-movable"),
                Map.of("allocator", "llfree", "pcp", "off"))) {
            Map<String, String> all = new TreeMap<>(USUAL);
            all.putAll(values);
            machines.add(MachineSpec.of(all));
        }
        return machines;
    }

    /** A process that has written its number to each of its pages. */
    private record Filled(Process process, long start, int pages) {
        static Filled of(Machine machine, int pages) {
            Process process = machine.newProcess();
            long start = process.mmap((long) pages << 12, "rw-");
            for (int page = 0; page < pages; page++) {
                process.writeLong(start + ((long) page << 12), page + 1);
            }
            return new Filled(process, start, pages);
        }

        void readBack() {
            for (int page = 0; page < pages; page++) {
                assertThat(process.readLong(start + ((long) page << 12))).isEqualTo(page + 1);
            }
        }
    }

    private static MemoryBlock plug(Machine machine, OnlineType type) {
        MemoryBlock block = machine.addMemory(0, BLOCK_BYTES).blocks().get(0);
        assertThat(machine.online(block.index(), type).done()).isTrue();
        return block;
    }

    @Example
    void whatABlockHoldsMovesAwayAndIsStillThere() {
        Machine machine = MachineFactory.create(MachineSpec.of(USUAL));
        MemoryBlock block = plug(machine, OnlineType.ONLINE_MOVABLE);
        Filled filled = Filled.of(machine, 1024);
        assertThat(machine.offline(block.index()).done()).isTrue();
        assertThat(machine.count(VmEvent.PGMIGRATE_SUCCESS)).isGreaterThanOrEqualTo(1024);
        assertThat(machine.removeMemory(block.index(), 1).done()).isTrue();
        Invariants.check(machine);
        filled.readBack();
    }

    @Example
    void aBlockWhosePagesFindNoRoomStaysOnlineAndLosesNothing() {
        Machine machine = MachineFactory.create(MachineSpec.of(USUAL));
        MemoryBlock block = plug(machine, OnlineType.ONLINE_MOVABLE);
        Filled filled = Filled.of(machine, 20_000);
        long managed = machine.memory().reserves().totalFrames();
        HotplugOutcome outcome = machine.offline(block.index());
        assertThat(outcome.code()).isEqualTo(HotplugOutcome.Code.EBUSY);
        assertThat(outcome.reason()).contains("a page could not be moved: pfn 0x", "a page of a process or file");
        assertThat(block.state()).isEqualTo(BlockState.ONLINE);
        assertThat(machine.memory().reserves().totalFrames()).isEqualTo(managed);
        Invariants.check(machine);
        filled.readBack();
        filled.process().exit();
        assertThat(machine.offline(block.index()).done()).isTrue();
        assertThat(machine.removeMemory(block.index(), 1).done()).isTrue();
        Invariants.checkNothingLeaked(machine);
    }

    @Example
    void hugePagesMoveOrAreSplit() {
        Map<String, String> values = new TreeMap<>(USUAL);
        values.putAll(Map.of("thp", "always", "ram", "64M"));
        Machine machine = MachineFactory.create(MachineSpec.of(values));
        MemoryBlock block = plug(machine, OnlineType.ONLINE_MOVABLE);
        Filled filled = Filled.of(machine, 4096);
        assertThat(machine.count(VmEvent.THP_FAULT_ALLOC)).isPositive();
        assertThat(machine.offline(block.index()).done()).isTrue();
        Invariants.check(machine);
        filled.readBack();
    }

    @Example
    void memoryThatWasPluggedIsUsedAndRelievesTheMachine() {
        Machine machine = MachineFactory.create(MachineSpec.of(USUAL));
        plug(machine, OnlineType.ONLINE_KERNEL);
        Filled filled = Filled.of(machine, 25_000);
        filled.readBack();
        assertThat(machine.count(VmEvent.OOM_KILL)).isZero();
        Invariants.check(machine);
    }
}
