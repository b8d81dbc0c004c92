package org.mmlab.lab.report;

import java.util.Locale;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.replay.ReplayResult;
import org.mmlab.kit.trace.Trace;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;
import org.mmlab.virtual.reserve.Reservations;

/** What {@code mm run} prints. */
public final class RunReport {
    private RunReport() {}

    /** The figures of a replay, in order. */
    public static Report of(Machine machine, Trace trace, ReplayResult result) {
        Report report = new Report();
        report.put("machine", "spec", machine.spec().hash());
        report.put("machine", "kernel", machine.spec().kernel().text());
        report.put("machine", "ram_bytes", machine.spec().hardware().ramBytes());
        report.put("machine", "reclaim", machine.spec().reclaim().replacement().toString());
        report.put("program", "trace", trace.name());
        report.put("program", "areas", result.areas());
        report.put("program", "footprint_pages", result.footprintPages());
        report.put("program", "outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        report.put("program", "accesses", result.accesses());
        report.put("program", "reads_checked", result.checkedReads());
        report.put("program", "resident_peak_pages", result.residentPeak());
        report.put("program", "simulated_ns", result.simulatedNs());
        translation(report, machine, result);
        report.put("faults", "minor", result.minorFaults());
        report.put("faults", "major", result.majorFaults());
        Reservations reservations = machine.paging().reservations();
        if (reservations.areKept()) {
            report.put("reservations", "made", reservations.made());
            report.put("reservations", "promoted", reservations.promoted());
            report.put("reservations", "broken", reservations.broken());
        }
        vmstat(report, machine);
        for (Node node : machine.memory().nodes().nodes()) {
            node(report, machine, node);
        }
        return report;
    }

    private static void translation(Report report, Machine machine, ReplayResult result) {
        report.put("translation", "tlb_hits", result.tlbHits());
        report.put("translation", "tlb_misses", result.tlbMisses());
        report.put("translation", "walks", result.walks());
        report.put("translation", "tlb_flush_one", machine.count(VmEvent.NR_TLB_LOCAL_FLUSH_ONE));
        report.put("translation", "tlb_flush_all", machine.count(VmEvent.NR_TLB_LOCAL_FLUSH_ALL));
        report.put("translation", "tlb_remote_flush", machine.count(VmEvent.NR_TLB_REMOTE_FLUSH));
    }

    /** The counters that tell the story of memory pressure, then every other one that moved. */
    private static void vmstat(Report report, Machine machine) {
        long scans = machine.count(VmEvent.PGSCAN_ANON) + machine.count(VmEvent.PGSCAN_FILE);
        long steals = machine.count(VmEvent.PGSTEAL_ANON) + machine.count(VmEvent.PGSTEAL_FILE);
        report.put("reclaim", "swap_in", machine.count(VmEvent.PSWPIN));
        report.put("reclaim", "swap_out", machine.count(VmEvent.PSWPOUT));
        report.put("reclaim", "scanned", scans);
        report.put("reclaim", "stolen", steals);
        report.put(
                "reclaim",
                "refaults",
                machine.count(VmEvent.WORKINGSET_REFAULT_ANON) + machine.count(VmEvent.WORKINGSET_REFAULT_FILE));
        report.put("reclaim", "writebacks", machine.count(VmEvent.NR_WRITTEN));
        report.put("reclaim", "oom_kills", machine.count(VmEvent.OOM_KILL));
        for (VmEvent event : VmEvent.values()) {
            if (machine.count(event) != 0) {
                report.put("vmstat", event.kernelName(), machine.count(event));
            }
        }
    }

    private static void node(Report report, Machine machine, Node node) {
        String name = "node " + node.id();
        report.put(name, "present_pages", node.present());
        report.put(name, "managed_pages", node.managed());
        for (LruList list : LruList.values()) {
            report.put(
                    name,
                    list.name().toLowerCase(Locale.ROOT) + "_pages",
                    machine.lru().lruvec(node.id()).frames(list));
        }
        for (NumaStat stat : NumaStat.values()) {
            long events = 0;
            for (Zone zone : node.zones()) {
                events += zone.populated() ? zone.numaEvents(stat) : 0;
            }
            report.put(name, stat.name().toLowerCase(Locale.ROOT), events);
        }
        for (Zone zone : node.zones()) {
            if (zone.populated()) {
                zone(report, zone);
            }
        }
    }

    private static void zone(Report report, Zone zone) {
        String name = "zone " + zone.label();
        report.put(name, "free_pages", zone.free().exact());
        for (Watermark mark : Watermark.values()) {
            report.put(name, mark.name().toLowerCase(Locale.ROOT), zone.watermark(mark.ordinal()));
        }
        report.put(name, "spanned_pages", zone.spanned());
        report.put(name, "present_pages", zone.present());
        report.put(name, "managed_pages", zone.managedFrames());
    }
}
