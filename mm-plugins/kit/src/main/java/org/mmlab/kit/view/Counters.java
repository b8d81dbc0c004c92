package org.mmlab.kit.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.FrameCounts.Use;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Zone;

/**
 * The counters of zones and nodes under the kernel's names and in its order (Linux 6.12: {@code vmstat_text}). What a machine has
 * nothing of, such as slabs, counts 0. Events of reclaim are kept for the whole machine, so that they are missing where a node is one
 * of several. A snapshot.
 */
final class Counters {
    private static final List<VmEvent> WORKINGSET = List.of(
            VmEvent.WORKINGSET_NODES,
            VmEvent.WORKINGSET_REFAULT_ANON,
            VmEvent.WORKINGSET_REFAULT_FILE,
            VmEvent.WORKINGSET_ACTIVATE_ANON,
            VmEvent.WORKINGSET_ACTIVATE_FILE,
            VmEvent.WORKINGSET_RESTORE_ANON,
            VmEvent.WORKINGSET_RESTORE_FILE,
            VmEvent.WORKINGSET_NODERECLAIM);
    private static final List<VmEvent> WRITES = List.of(
            VmEvent.NR_VMSCAN_WRITE, VmEvent.NR_VMSCAN_IMMEDIATE_RECLAIM, VmEvent.NR_DIRTIED, VmEvent.NR_WRITTEN);

    private final Machine machine;
    private final FrameCounts frames;
    private final boolean since612;

    Counters(Machine machine) {
        this.machine = machine;
        frames = new FrameCounts(machine);
        since612 = machine.spec().kernel().atLeast(KernelVersion.V6_12);
    }

    /** What frames are used for. */
    FrameCounts frames() {
        return frames;
    }

    /** Sums over zones (Linux: {@code enum zone_stat_item}). */
    Map<String, Long> ofZones(List<Zone> zones) {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (Zone zone : zones) {
            add(counters, "nr_free_pages", zone.free().global());
            for (LruList list : LruList.values()) {
                add(counters, "nr_zone_" + Lru.name(list), Lru.ofZone(machine, zone, list));
            }
            int ordinal = zone.ordinal();
            add(
                    counters,
                    "nr_zone_write_pending",
                    frames.ofZone(ordinal, Use.FILE_DIRTY) + frames.ofZone(ordinal, Use.WRITEBACK));
            add(counters, "nr_mlock", frames.ofZone(ordinal, Use.MLOCKED));
        }
        zeros(counters, "nr_bounce", "nr_zspages", "nr_free_cma");
        if (since612) {
            zeros(counters, "nr_unaccepted");
        }
        return counters;
    }

    /** Sums over zones (Linux: {@code enum numa_stat_item}). */
    static Map<String, Long> numa(List<Zone> zones) {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (Zone zone : zones) {
            for (NumaStat stat : NumaStat.values()) {
                add(counters, stat.kernelName(), zone.numaEvents(stat));
            }
        }
        return counters;
    }

    /** Sums over nodes (Linux: {@code enum node_stat_item}). */
    Map<String, Long> ofNodes(List<Node> nodes) {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (LruList list : LruList.values()) {
            for (Node node : nodes) {
                add(counters, "nr_" + Lru.name(list), Lru.ofNode(machine, node.id(), list));
            }
        }
        zeros(counters, "nr_slab_reclaimable", "nr_slab_unreclaimable");
        sum(counters, "nr_isolated_anon", nodes, Use.ISOLATED_ANON);
        sum(counters, "nr_isolated_file", nodes, Use.ISOLATED_FILE);
        events(counters, nodes, WORKINGSET);
        sum(counters, "nr_anon_pages", nodes, Use.ANON_MAPPED);
        sum(counters, "nr_mapped", nodes, Use.FILE_MAPPED);
        sum(counters, "nr_file_pages", nodes, Use.FILE_PAGES);
        sum(counters, "nr_dirty", nodes, Use.FILE_DIRTY);
        sum(counters, "nr_writeback", nodes, Use.WRITEBACK);
        zeros(counters, "nr_writeback_temp");
        sum(counters, "nr_shmem", nodes, Use.SHMEM);
        zeros(counters, "nr_shmem_hugepages", "nr_shmem_pmdmapped", "nr_file_hugepages", "nr_file_pmdmapped");
        sum(counters, "nr_anon_transparent_hugepages", nodes, Use.ANON_HUGE);
        long hugePages = 1L << machine.memory().context().pageblockOrder();
        counters.computeIfPresent("nr_anon_transparent_hugepages", (name, pages) -> pages / hugePages);
        events(counters, nodes, WRITES);
        zeros(counters, "nr_throttled_written", "nr_kernel_misc_reclaimable", "nr_foll_pin_acquired");
        zeros(counters, "nr_foll_pin_released", "nr_kernel_stack");
        sum(counters, "nr_page_table_pages", nodes, Use.PAGE_TABLES);
        zeros(counters, "nr_sec_page_table_pages");
        if (since612) {
            zeros(counters, "nr_iommu_pages");
        }
        sum(counters, "nr_swapcached", nodes, Use.SWAP_CACHE);
        zeros(counters, "pgpromote_success", "pgpromote_candidate");
        if (since612) {
            zeros(counters, "pgdemote_kswapd", "pgdemote_direct", "pgdemote_khugepaged");
        }
        return counters;
    }

    private void events(Map<String, Long> counters, List<Node> nodes, List<VmEvent> events) {
        if (nodes.size() == machine.memory().nodes().count()) {
            for (VmEvent event : events) {
                add(counters, event.kernelName(), machine.count(event));
            }
        }
    }

    private void sum(Map<String, Long> counters, String name, List<Node> nodes, Use use) {
        for (Node node : nodes) {
            add(counters, name, frames.ofNode(node.id(), use));
        }
    }

    private static void add(Map<String, Long> counters, String name, long value) {
        counters.merge(name, value, Long::sum);
    }

    private static void zeros(Map<String, Long> counters, String... names) {
        for (String name : names) {
            counters.put(name, 0L);
        }
    }
}
