package org.mmlab.kit.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

/** The files of the nodes add up to those of the machine, and tell how memory is used. */
class NodeFileProperties {
    private static final int PAGE_KIB = 4;

    @Property(tries = 20)
    void usesAreThoseOfTheProcesses(
            @ForAll @IntRange(min = 1, max = 3) int nodes,
            @ForAll @IntRange(min = 0, max = 300) int written,
            @ForAll @IntRange(min = 0, max = 300) int shared,
            @ForAll boolean huge) {
        Machine machine = MachineFactory.create(MachineSpec.of(
                Map.of("ram", "64M", "nodes", "" + nodes, "cpus", "3", "thp", huge ? "always" : "never")));
        Process process = machine.newProcess();
        long anon = process.mmap(4L << 20, "rw-");
        for (int page = 0; page < written; page++) {
            process.write(anon + page * 4096L, page);
        }
        Process child = process.fork();
        for (int page = 0; page < Math.min(shared, written); page++) {
            child.write(anon + page * 4096L, page);
        }
        machine.lru().drain();
        Map<String, Long> whole = read(ProcFile.MEMINFO.of(machine));
        assertThat(sum(machine, NodeFile.MEMINFO)).containsAllEntriesOf(common(whole, sum(machine, NodeFile.MEMINFO)));
        long mapped = recount(machine, false);
        assertThat(whole.get("AnonPages")).isEqualTo(mapped * PAGE_KIB);
        assertThat(whole.get("PageTables")).isEqualTo(recount(machine, true) * PAGE_KIB);
        assertThat(sum(machine, NodeFile.VMSTAT)).containsEntry("nr_anon_pages", mapped);
        assertThat(whole.get("AnonPages")).isGreaterThanOrEqualTo((long) written * PAGE_KIB);
    }

    private static long recount(Machine machine, boolean tables) {
        long frames = 0;
        for (int i = 0; i < machine.memory().table().frames(); i++) {
            var frame = Addresses.frame(i);
            var table = machine.memory().table();
            if (tables) {
                frames += table.has(frame, FrameFlag.TABLE) ? 1 : 0;
            } else {
                frames += table.mapcount(frame) > 0 && table.has(table.head(frame), FrameFlag.ANON) ? 1 : 0;
            }
        }
        return frames;
    }

    private static Map<String, Long> sum(Machine machine, NodeFile file) {
        Map<String, Long> sums = new HashMap<>();
        for (int node = 0; node < machine.memory().nodes().count(); node++) {
            read(file.of(machine, node)).forEach((name, value) -> sums.merge(name, value, Long::sum));
        }
        return sums;
    }

    private static Map<String, Long> common(Map<String, Long> whole, Map<String, Long> nodes) {
        Map<String, Long> common = new HashMap<>(whole);
        common.keySet().retainAll(nodes.keySet());
        assertThat(common).containsKeys("MemTotal", "MemFree", "Active", "Dirty", "Mapped", "Shmem");
        return common;
    }

    private static Map<String, Long> read(String text) {
        Map<String, Long> values = new HashMap<>();
        for (String line : text.split("\n")) {
            List<String> words = List.of(line.split("[ :]+"));
            int name = words.get(0).equals("Node") ? 2 : 0;
            values.put(words.get(name), Long.parseLong(words.get(name + 1)));
        }
        return values;
    }
}
