package org.mmlab.lab.conform.buddy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.buddy.BuddyFreeBlocks;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/** A {@code lists} line: the free lists and per-CPU lists of every zone, in order, with their counters. */
final class ListsRecord {
    private static final int CPU = 0;

    private final List<ZoneLists> zones = new ArrayList<>();
    private final boolean resync;

    /** The blocks of one list, first one first; {@code number} is the list's index, or order and type. */
    private record Blocks(int order, int type, List<Long> pfns) {}

    private record ZoneLists(Zone zone, ZoneState state, List<Blocks> free, List<Blocks> pcp) {}

    ListsRecord(JsonFields line, PhysicalMemory memory) throws VectorFormatException {
        resync = line.number("resync") != 0;
        for (JsonFields fields : line.objects("zones")) {
            int index = memory.context().layout().indexOf(ZoneType.ofKernelName(fields.text("zone")));
            Zone zone = memory.nodes().node((int) fields.number("node")).zone(index);
            zones.add(new ZoneLists(
                    zone,
                    ZoneState.read(fields, ZoneState.of(memory, zone)),
                    blocks(fields, "free", memory),
                    blocks(fields, "pcp_lists", memory)));
            fields.done();
        }
        line.done();
    }

    private static List<Blocks> blocks(JsonFields fields, String field, PhysicalMemory memory)
            throws VectorFormatException {
        List<Blocks> lists = new ArrayList<>();
        for (JsonNode list : fields.array(field)) {
            boolean pcp = list.size() == 2;
            int first = (int) fields.number(list.get(0));
            int order = pcp ? memory.pcp().shape().orderOf(first) : first;
            List<Long> pfns = new ArrayList<>();
            for (JsonNode pfn : list.get(list.size() - 1)) {
                pfns.add(fields.number(pfn));
            }
            lists.add(new Blocks(order, pcp ? first : (int) fields.number(list.get(1)), pfns));
        }
        return lists;
    }

    /** Whether the lists changed by other hands since the last operation. */
    boolean resync() {
        return resync;
    }

    /**
     * Puts a machine into this state. One that is in it already is left alone: it may know more than is recorded, as the types that
     * Linux 6.1 remembers of blocks on per-CPU lists.
     */
    void bringTo(PhysicalMemory memory) {
        if (!isStateOf(memory)) {
            restore(memory);
        }
    }

    private boolean isStateOf(PhysicalMemory memory) {
        return zones.stream()
                .allMatch(lists -> describe(lists.free()).equals(describe(freeLists(memory, lists.zone())))
                        && lists.state().equals(ZoneState.of(memory, lists.zone())));
    }

    /** Puts a machine into this state. */
    private void restore(PhysicalMemory memory) {
        for (ZoneLists lists : zones) {
            BuddyFreeBlocks free = (BuddyFreeBlocks) lists.zone().freeBlocks();
            free.clear();
            memory.pcp().clear(lists.zone(), CPU);
            for (Blocks blocks : lists.free()) {
                for (long pfn : blocks.pfns()) {
                    free.restoreBlock(unused(memory, pfn, blocks.order()), blocks.order(), blocks.type());
                }
            }
            for (Blocks blocks : lists.pcp()) {
                for (long pfn : blocks.pfns()) {
                    memory.pcp().restore(lists.zone(), CPU, blocks.type(), unused(memory, pfn, blocks.order()));
                }
            }
            restoreCounters(memory, lists.zone(), lists.state());
        }
    }

    private static @FrameIndex int unused(PhysicalMemory memory, long pfn, int order) {
        for (long each = pfn; each < pfn + (1L << order); each++) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(each));
            memory.table().clear(frame, FrameFlag.MASK);
            memory.table().setRefcount(frame, 0);
        }
        return memory.frameOf(Addresses.pfn(pfn));
    }

    private static void restoreCounters(PhysicalMemory memory, Zone zone, ZoneState state) {
        Map<String, Long> counters = state.counters();
        zone.free().set(value(counters, "nr_free"), CPU, (int) value(counters, "diff"));
        zone.setHighAtomic(value(counters, "ra"), value(counters, "fha"));
        zone.setBoost(value(counters, "boost"));
        zone.clearFlag(-1);
        zone.setFlag((int) value(counters, "zf"));
        Map<String, Long> pcp = state.pcp();
        boolean tuned = pcp.containsKey("high_min");
        int high = (int) value(pcp, "high");
        memory.pcp()
                .setLimits(
                        zone,
                        CPU,
                        tuned ? (int) value(pcp, "high_min") : high,
                        tuned ? (int) value(pcp, "high_max") : high,
                        (int) value(pcp, "batch"));
        memory.pcp()
                .of(zone, CPU)
                .setState(
                        high, tuned ? (int) value(pcp, "flags") : 0, tuned ? (int) value(pcp, "alloc_factor") : 0, (int)
                                value(pcp, tuned ? "free_count" : "free_factor"));
    }

    private static long value(Map<String, Long> values, String name) {
        Long value = values.get(name);
        return value == null ? 0 : value;
    }

    /** Compares a machine's state with this one, list by list. */
    void compare(PhysicalMemory memory, ConformCase conformCase) {
        for (ZoneLists lists : zones) {
            conformCase.check(
                    lists.zone() + " free lists", describe(lists.free()), describe(freeLists(memory, lists.zone())));
            ZoneState.of(memory, lists.zone()).compare(lists.zone().toString(), lists.state(), conformCase);
        }
    }

    private static List<Blocks> freeLists(PhysicalMemory memory, Zone zone) {
        List<Blocks> lists = new ArrayList<>();
        zone.freeBlocks().forEach((frame, order, type) -> {
            Blocks last = lists.isEmpty() ? null : lists.get(lists.size() - 1);
            if (last == null || last.order() != order || last.type() != type) {
                last = new Blocks(order, type, new ArrayList<>());
                lists.add(last);
            }
            last.pfns().add(Addresses.rawPfn(memory.pfnOf(frame)));
        });
        return lists;
    }

    private static String describe(List<Blocks> lists) {
        return lists.stream()
                .filter(list -> !list.pfns().isEmpty())
                .map(list -> list.order() + "/" + list.type() + list.pfns())
                .toList()
                .toString();
    }
}
