package org.mmlab.lab.conform.buddy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.buddy.PagemapRecord.Run;
import org.mmlab.lab.conform.buddy.PagemapRecord.State;
import org.mmlab.physical.model.FlatMemoryModel;
import org.mmlab.physical.model.SparseVmemmapMemoryModel;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.PhysicalMemoryBuilder;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.watermark.StatThreshold;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneLayout;

/** Makes physical memory in the state that the lines at the start of a script describe; the free lists are still empty. */
final class RecordedMachine {
    private static final int ONE_CPU = 1;
    private static final int HIGH_FRACTION = 8;
    private static final int LOCAL_DISTANCE = 10;
    private static final int REMOTE_DISTANCE = 20;

    private final Guest guest;
    private final ScriptStart start;
    private final ConformCase conformCase;

    RecordedMachine(Guest guest, ScriptStart start, ConformCase conformCase) {
        this.guest = guest;
        this.start = start;
        this.conformCase = conformCase;
    }

    PhysicalMemory make() throws VectorFormatException {
        PhysicalMemory memory = builder().build();
        memory.context().tunables().setWatermarkBoostFactor(guest.boostFactor());
        for (ZoneRecord record : start.zones()) {
            restore(memory.nodes().node(record.node()).zone(record.index()), record, memory);
        }
        memory.nodes().buildZonelists(topology -> nodeOrder());
        checkZonelists(memory);
        start.pagemaps().forEach(map -> map.runs().forEach(run -> restore(memory, run)));
        start.pageblocks().forEach(blocks -> restore(memory, blocks));
        return memory;
    }

    private PhysicalMemoryBuilder builder() throws VectorFormatException {
        boolean amd64 = guest.architecture() == Guest.Architecture.X86_64;
        boolean huge = guest.architecture() != Guest.Architecture.I386;
        MemoryModel model = amd64 ? new SparseVmemmapMemoryModel() : new FlatMemoryModel();
        PhysicalMemoryBuilder builder = new PhysicalMemoryBuilder()
                .kernel(guest.kernel())
                .layout(amd64 ? ZoneLayout.X86_64 : ZoneLayout.I386, startOf(ZoneType.HIGHMEM))
                .pageblockOrder(start.pageblocks().get(0).order())
                .pcpLists(huge ? PcpLists.WITH_HUGE : PcpLists.WITH_LARGE_HUGE)
                .model(model, MemoryModel.Placer.NOWHERE)
                .topology(distances(), 0)
                .movableStarts(movableStarts());
        for (MemoryModel.Range range : ranges()) {
            builder.range(Addresses.rawPfn(range.start()), Addresses.rawPfn(range.end()), range.node());
        }
        return builder;
    }

    private long startOf(ZoneType type) {
        return start.zones().stream()
                .filter(zone -> zone.type() == type && zone.present() != 0)
                .mapToLong(ZoneRecord::start)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private long[] movableStarts() {
        long[] starts = new long[start.nodes()];
        for (ZoneRecord zone : start.zones()) {
            if (zone.type() == ZoneType.MOVABLE && zone.present() != 0) {
                starts[zone.node()] = zone.start();
            }
        }
        return starts;
    }

    private int[][] distances() {
        int[][] distance = new int[start.nodes()][start.nodes()];
        for (int from = 0; from < distance.length; from++) {
            for (int to = 0; to < distance.length; to++) {
                distance[from][to] = from == to ? LOCAL_DISTANCE : REMOTE_DISTANCE;
            }
        }
        return distance;
    }

    /** Everything with metadata counts as memory; sizes are set from the zones' records afterwards. */
    private List<MemoryModel.Range> ranges() {
        List<MemoryModel.Range> ranges = new ArrayList<>();
        for (PagemapRecord map : start.pagemaps()) {
            for (Run run : map.runs()) {
                if (run.state() == State.HOLE || run.state() == State.FOREIGN) {
                    continue;
                }
                MemoryModel.Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
                if (last != null && last.node() == map.node() && Addresses.rawPfn(last.end()) == run.start()) {
                    ranges.set(
                            ranges.size() - 1,
                            new MemoryModel.Range(last.start(), Addresses.pfn(run.end()), map.node()));
                } else {
                    ranges.add(new MemoryModel.Range(Addresses.pfn(run.start()), Addresses.pfn(run.end()), map.node()));
                }
            }
        }
        ranges.sort(Comparator.comparingLong(range -> Addresses.rawPfn(range.start())));
        return ranges;
    }

    private void restore(Zone zone, ZoneRecord record, PhysicalMemory memory) {
        if (record.present() != 0) {
            conformCase.check(zone + " start", record.start(), Addresses.rawPfn(zone.startPfn()));
            conformCase.check(zone + " spanned", record.spanned(), zone.spanned());
            memory.pcp().setLimits(zone, 0, (int) record.highMin(), (int) record.highMax(), (int) record.batch());
            zone.free().setThreshold(StatThreshold.normal(managedAtBoot(record), ONE_CPU));
        }
        zone.setPresent(record.present());
        zone.setManaged(record.managed());
        for (Watermark mark : Watermark.values()) {
            zone.setWatermark(mark, record.watermarks()[mark.ordinal()]);
        }
        zone.setBoost(record.boost());
        for (int i = 0; i < record.lowmemReserve().length; i++) {
            zone.setLowmemReserve(i, record.lowmemReserve()[i]);
        }
    }

    /** The counters' thresholds were set before the initrd was given back; the limits of per-CPU lists tell the size at that time. */
    private static long managedAtBoot(ZoneRecord record) {
        boolean telling = record.highMax() > record.highMin();
        return telling ? record.highMax() * HIGH_FRACTION * ONE_CPU : record.managed();
    }

    private int[][] nodeOrder() {
        int[][] order = new int[start.nodes()][];
        for (int node = 0; node < order.length; node++) {
            Set<Integer> seen = new LinkedHashSet<>();
            start.fallback(node).forEach(name -> seen.add(name.node()));
            order[node] = seen.stream().mapToInt(Integer::intValue).toArray();
        }
        return order;
    }

    private void checkZonelists(PhysicalMemory memory) {
        for (int node = 0; node < start.nodes(); node++) {
            conformCase.check(
                    "fallback list of node " + node,
                    start.fallback(node),
                    names(memory.nodes().node(node).fallback().zones()));
            if (!start.thisNode(node).isEmpty()) {
                conformCase.check(
                        "list of node " + node + " alone",
                        start.thisNode(node),
                        names(memory.nodes().node(node).thisNode().zones()));
            }
        }
    }

    private static List<ScriptStart.ZoneName> names(List<Zone> zones) {
        return zones.stream()
                .map(zone -> new ScriptStart.ZoneName(zone.node(), zone.type().kernelName()))
                .toList();
    }

    private static void restore(PhysicalMemory memory, Run run) {
        if (run.state() == State.HOLE || run.state() == State.FOREIGN) {
            return;
        }
        for (long pfn = run.start(); pfn < run.end(); pfn++) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(pfn));
            memory.table().clear(frame, FrameFlag.MASK);
            memory.table().setRefcount(frame, run.state() == State.FREE ? 0 : 1);
            if (run.state() == State.RESERVED) {
                memory.table().set(frame, FrameFlag.RESERVED);
            } else if (run.state() == State.MOVABLE) {
                memory.table().set(frame, FrameFlag.LRU);
            }
        }
    }

    /** Calls the sink with each pageblock of a line whose type in that very zone is known. */
    private static void forEach(Guest guest, PhysicalMemory memory, PageblocksRecord blocks, BlockSink sink) {
        Zone zone = memory.nodes()
                .node(blocks.node())
                .zone(memory.context().layout().indexOf(blocks.zone()));
        // Where zones have types of their own, the recorder read those of a pageblock on the border from the zone
        // below.
        boolean own = guest.architecture() != Guest.Architecture.X86_64;
        for (int i = 0; i < blocks.types().length(); i++) {
            @FrameIndex int frame = memory.frameOf(Addresses.pfn(blocks.pfn(i)));
            boolean foreign = own && frame != Addresses.NO_FRAME && memory.zoneOf(frame) != zone;
            if (blocks.types().charAt(i) != PageblocksRecord.NONE && frame != Addresses.NO_FRAME && !foreign) {
                sink.block(zone, frame, blocks.types().charAt(i) - '0', blocks.pfn(i));
            }
        }
    }

    private interface BlockSink {
        void block(Zone zone, @FrameIndex int frame, int type, long pfn);
    }

    private void restore(PhysicalMemory memory, PageblocksRecord blocks) {
        forEach(guest, memory, blocks, (zone, frame, type, pfn) -> zone.setPageblockType(frame, type));
    }

    /** Compares the types of pageblocks. */
    static void comparePageblocks(
            Guest guest, PhysicalMemory memory, PageblocksRecord blocks, ConformCase conformCase) {
        forEach(
                guest,
                memory,
                blocks,
                (zone, frame, type, pfn) ->
                        conformCase.check(zone + " type of the pageblock at " + pfn, type, zone.pageblockType(frame)));
    }
}
