package org.mmlab.lab.conform.boot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.hotplug.OnlineType;

/**
 * What was done to memory between two readings of a guest. The tag says what kind of zone was asked for ({@code online_movable1}) and may
 * name the node of a device ({@code added_node1}); which blocks it was done to is seen in the list of memory blocks, since nothing else
 * records it. What comes of it is not taken from there.
 */
final class HotplugSteps {
    private static final Pattern NODE = Pattern.compile("node(\\d+)");

    private final BootRecord record;
    private final BootMachine machine;
    private final long blockFrames;

    HotplugSteps(BootRecord record, BootMachine machine) {
        this.record = record;
        this.machine = machine;
        blockFrames = machine.memory().blockFrames();
    }

    /**
     * Adds the devices that were there at boot; such as are no whole memory blocks are refused, and so are, before the first program runs,
     * such as reach beyond {@code mem=} (Linux: {@code register_memory_resource}).
     */
    void atBoot(List<BootDevices> devices) {
        for (BootDevices device : devices) {
            long end = device.startPfn() + device.frames() << Addresses.PAGE_SHIFT;
            if (Long.compareUnsigned(end, record.options().memBytes()) > 0) {
                continue;
            }
            machine.add(device.node(), device.startPfn(), device.frames());
            bringOnline(
                    device.startPfn() / blockFrames,
                    device.frames() / blockFrames,
                    autoOnline(record.sections().get(0)));
        }
    }

    private void bringOnline(long first, long count, @Nullable OnlineType type) {
        for (long block = first; type != null && block < first + count; block++) {
            machine.online(block, type);
        }
    }

    /** What added blocks are put online to at once, or null where they stay offline (Linux: {@code auto_online_blocks}). */
    private static @Nullable OnlineType autoOnline(JsonNode section) {
        String word = section.path("auto_online_blocks").asText("offline").trim();
        for (OnlineType type : OnlineType.values()) {
            if (type.kernelName().equals(word)) {
                return type;
            }
        }
        return null;
    }

    /**
     * Does what was done between section {@code index - 1} and section {@code index}; what the kernel refused, such as to take a block offline
     * that holds pages of its own, changes no block and nothing else.
     */
    void step(int index) {
        SortedMap<Long, String> before = states(record.sections().get(index - 1));
        SortedMap<Long, String> after = states(record.sections().get(index));
        String tag = record.sections().get(index).path("tag").asText();
        remove(before, after);
        add(index, tag, before, after);
        OnlineType asked = tag.contains("movable")
                ? OnlineType.ONLINE_MOVABLE
                : tag.contains("kernel") ? OnlineType.ONLINE_KERNEL : OnlineType.ONLINE;
        after.forEach((block, state) -> {
            if (before.containsKey(block) && !state.equals(before.get(block))) {
                change(block, state, asked);
            }
        });
    }

    private void change(long block, String state, OnlineType asked) {
        if (state.equals("online")) {
            machine.online(block, asked);
        } else {
            machine.offline(block);
        }
    }

    private void remove(SortedMap<Long, String> before, SortedMap<Long, String> after) {
        List<long[]> runs = runs(before.keySet().stream()
                .filter(block -> !after.containsKey(block))
                .toList());
        for (long[] run : runs) {
            for (long block = run[0]; block < run[0] + run[1]; block++) {
                machine.offline(block);
            }
            machine.hotplug().remove(run[0] * blockFrames, run[1] * blockFrames);
        }
    }

    private void add(int index, String tag, SortedMap<Long, String> before, SortedMap<Long, String> after) {
        List<long[]> runs = runs(after.keySet().stream()
                .filter(block -> !before.containsKey(block))
                .toList());
        for (long[] run : runs) {
            machine.add(nodeOf(index, tag, run[0]), run[0] * blockFrames, run[1] * blockFrames);
            for (long block = run[0]; block < run[0] + run[1]; block++) {
                OnlineType type = autoOnline(record.sections().get(index));
                if (type != null) {
                    machine.online(block, type);
                } else if ("online".equals(after.get(block))) {
                    change(block, "online", OnlineType.ONLINE);
                }
            }
        }
    }

    /** The node of a device: named by the tag, or new with it, or the one that grows when the block is put online; else the first. */
    private int nodeOf(int index, String tag, long block) {
        Matcher named = NODE.matcher(tag);
        if (named.find()) {
            return NodeDistances.number(named, 1);
        }
        for (int i = index; i < record.sections().size(); i++) {
            JsonNode before = record.sections().get(i - 1).path("nodes");
            JsonNode now = record.sections().get(i).path("nodes");
            for (int node = 0; node < machine.nodes().count(); node++) {
                boolean isNew = i == index && now.has("" + node) && !before.has("" + node);
                boolean grew = memTotal(now, node) > memTotal(before, node);
                if (isNew
                        || grew
                                && "online"
                                        .equals(states(record.sections().get(i)).get(block))) {
                    return node;
                }
            }
            if ("online".equals(states(record.sections().get(i)).get(block))) {
                break;
            }
        }
        return 0;
    }

    private static long memTotal(JsonNode nodes, int node) {
        return nodes.path("" + node).path("meminfo").path("MemTotal").asLong();
    }

    private static SortedMap<Long, String> states(JsonNode section) {
        SortedMap<Long, String> states = new TreeMap<>();
        for (JsonNode block : section.path("memory_blocks")) {
            states.put(block.path(0).asLong(), block.path(1).asText());
        }
        return states;
    }

    /** Runs of consecutive numbers: [first, count]. */
    private static List<long[]> runs(List<Long> numbers) {
        List<long[]> runs = new ArrayList<>();
        for (long number : numbers) {
            long[] last = runs.isEmpty() ? new long[] {-1, 0} : runs.get(runs.size() - 1);
            if (last[0] + last[1] == number && last[1] != 0) {
                last[1]++;
            } else {
                runs.add(new long[] {number, 1});
            }
        }
        return runs;
    }
}
