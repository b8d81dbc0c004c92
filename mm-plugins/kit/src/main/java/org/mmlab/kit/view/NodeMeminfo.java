package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.FrameCounts.Use;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** {@code nodeN/meminfo}: memory of a node in KiB (Linux 6.12: {@code node_read_meminfo}). */
final class NodeMeminfo {
    private static final int FRAME_KBYTES = 4;

    private final Machine machine;
    private final int node;
    private final FrameCounts frames;
    private final StringBuilder text = new StringBuilder();

    private NodeMeminfo(Machine machine, int node) {
        this.machine = machine;
        this.node = node;
        frames = new FrameCounts(machine);
    }

    static String of(Machine machine, int node) {
        NodeMeminfo view = new NodeMeminfo(machine, node);
        view.totals();
        view.uses();
        view.hugePages();
        return view.text.toString();
    }

    private void totals() {
        Node shown = machine.memory().nodes().node(node);
        long total = shown.managed();
        long free = free(false) + free(true);
        line("MemTotal", total);
        line("MemFree", free);
        line("MemUsed", total - free);
        line("SwapCached", Use.SWAP_CACHE);
        line("Active", lru(LruList.ACTIVE_ANON) + lru(LruList.ACTIVE_FILE));
        line("Inactive", lru(LruList.INACTIVE_ANON) + lru(LruList.INACTIVE_FILE));
        line("Active(anon)", lru(LruList.ACTIVE_ANON));
        line("Inactive(anon)", lru(LruList.INACTIVE_ANON));
        line("Active(file)", lru(LruList.ACTIVE_FILE));
        line("Inactive(file)", lru(LruList.INACTIVE_FILE));
        line("Unevictable", lru(LruList.UNEVICTABLE));
        line("Mlocked", Use.MLOCKED);
        if (machine.memory().context().layout().has(ZoneType.HIGHMEM)) {
            long high = 0;
            for (Zone zone : shown.zones()) {
                high += zone.type() == ZoneType.HIGHMEM ? zone.managedFrames() : 0;
            }
            line("HighTotal", high);
            line("HighFree", free(true));
            line("LowTotal", total - high);
            line("LowFree", free(false));
        }
    }

    private void uses() {
        line("Dirty", Use.FILE_DIRTY);
        line("Writeback", Use.WRITEBACK);
        line("FilePages", Use.FILE_PAGES);
        line("Mapped", Use.FILE_MAPPED);
        line("AnonPages", Use.ANON_MAPPED);
        line("Shmem", Use.SHMEM);
        line("KernelStack", 0);
        line("PageTables", Use.PAGE_TABLES);
        zeros("SecPageTables", "NFS_Unstable", "Bounce", "WritebackTmp");
        zeros("KReclaimable", "Slab", "SReclaimable", "SUnreclaim");
        line("AnonHugePages", Use.ANON_HUGE);
        zeros("ShmemHugePages", "ShmemPmdMapped", "FileHugePages", "FilePmdMapped");
        if (machine.spec().kernel().atLeast(KernelVersion.V6_12)) {
            zeros("Unaccepted");
        }
    }

    private void hugePages() {
        for (String name : new String[] {"Total:", "Free: ", "Surp: "}) {
            text.append(String.format(Locale.ROOT, "Node %d HugePages_%s %5d\n", node, name, 0));
        }
    }

    private long lru(LruList list) {
        return Lru.ofNode(machine, node, list);
    }

    private long free(boolean high) {
        long free = 0;
        for (Zone zone : machine.memory().nodes().node(node).zones()) {
            free += (zone.type() == ZoneType.HIGHMEM) == high ? zone.free().global() : 0;
        }
        return free;
    }

    private void zeros(String... names) {
        for (String name : names) {
            line(name, 0);
        }
    }

    private void line(String name, Use use) {
        line(name, frames.ofNode(node, use));
    }

    private void line(String name, long pages) {
        text.append(String.format(Locale.ROOT, "Node %d %-15s %8d kB\n", node, name + ":", pages * FRAME_KBYTES));
    }
}
