package org.mmlab.lab.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.zone.Zone;

/** However memory is cut into cells, every frame is in one of them, under its own use. */
class MemoryGridProperties {
    @Property(tries = 25)
    void cellsAddUpToTheMachine(
            @ForAll @IntRange(min = 1, max = 4) int nodes,
            @ForAll @IntRange(min = 0, max = 600) int written,
            @ForAll @IntRange(min = 0, max = 3) int freedStep,
            @ForAll @IntRange(min = 3, max = 8) int cellsShift,
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll boolean tidyAllocator) {
        Machine machine = MachineFactory.create(MachineSpec.of(Map.of(
                "ram", "48M", "nodes", "" + nodes, "allocator", tidyAllocator ? "buddy" : "bitmap", "thp", "always")));
        Process process = machine.newProcess();
        long memory = process.mmap(8L << 20, "rw-");
        for (int page = 0; page < written; page++) {
            process.write(memory + page * 4096L, page);
        }
        for (int page = 0; freedStep > 0 && page < written; page += freedStep + 1) {
            process.munmap(memory + page * 4096L, 4096);
        }
        Map<FrameUse, Long> sums = sums(new MemoryGrid(machine, 1 << cellsShift, rows));
        assertThat(sums.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(machine.memory().nodes().zones().stream()
                        .mapToLong(Zone::present)
                        .sum());
        assertThat(sums.get(FrameUse.FREE) + sums.get(FrameUse.FRAGMENT)).isEqualTo(machine.freeFrames());
        assertThat(sums.get(FrameUse.ANON)).isEqualTo(anonymous(machine));
        assertThat(sums.get(FrameUse.PINNED)).isZero();
    }

    private static Map<FrameUse, Long> sums(MemoryGrid grid) {
        Map<FrameUse, Long> sums = new EnumMap<>(FrameUse.class);
        for (MemoryGrid.NodeRows node : grid.nodes()) {
            for (Row row : node.rows()) {
                for (FrameUse use : FrameUse.values()) {
                    for (Cell cell : row.cells()) {
                        sums.merge(use, cell.frames(use), Long::sum);
                    }
                }
            }
        }
        return sums;
    }

    private static long anonymous(Machine machine) {
        var table = machine.memory().table();
        long frames = 0;
        for (int i = 0; i < table.frames(); i++) {
            var frame = Addresses.frame(i);
            frames += table.has(table.head(frame), FrameFlag.ANON) && table.refcount(table.head(frame)) > 0 ? 1 : 0;
        }
        return frames;
    }
}
