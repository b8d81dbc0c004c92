package org.mmlab.kit.view;

import java.util.Locale;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.view.FrameCounts.Use;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.percpu.PerCpuAllocator;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

/** {@code /proc/meminfo}: memory in use, in KiB (Linux: {@code meminfo_proc_show}, {@code si_meminfo}, {@code si_mem_available}). */
final class Meminfo {
    private static final int FRAME_KBYTES = 4;
    /** The column behind the numbers. */
    private static final int NUMBER_END = 24;

    private final Machine machine;
    private final FrameCounts frames;
    private final StringBuilder text = new StringBuilder();

    private Meminfo(Machine machine) {
        this.machine = machine;
        frames = new FrameCounts(machine);
    }

    static String of(Machine machine) {
        Meminfo view = new Meminfo(machine);
        view.frames("MemTotal", view.managed(Part.ALL));
        view.frames("MemFree", view.free(Part.ALL));
        view.frames("MemAvailable", view.available());
        view.frames("Buffers", 0);
        view.frames("Cached", view.frames.ofMachine(Use.FILE_PAGES) - view.frames.ofMachine(Use.SWAP_CACHE));
        view.frames("SwapCached", Use.SWAP_CACHE);
        view.lists();
        view.frames("Mlocked", Use.MLOCKED);
        if (machine.memory().context().layout().has(ZoneType.HIGHMEM)) {
            view.frames("HighTotal", view.managed(Part.HIGH));
            view.frames("HighFree", view.free(Part.HIGH));
            view.frames("LowTotal", view.managed(Part.LOW));
            view.frames("LowFree", view.free(Part.LOW));
        }
        view.frames("SwapTotal", machine.swap().totalEntries());
        view.frames("SwapFree", machine.swap().freeEntries());
        view.uses();
        return view.text.toString();
    }

    private enum Part {
        ALL,
        LOW,
        HIGH
    }

    private void frames(String name, long frames) {
        String label = name + ":";
        int width = Math.max(1, NUMBER_END - label.length());
        text.append(String.format(Locale.ROOT, "%s%" + width + "d kB\n", label, frames * FRAME_KBYTES));
    }

    private void frames(String name, Use use) {
        frames(name, frames.ofMachine(use));
    }

    private void zeros(String... names) {
        for (String name : names) {
            frames(name, 0);
        }
    }

    private void uses() {
        zeros("Zswap", "Zswapped");
        frames("Dirty", Use.FILE_DIRTY);
        frames("Writeback", Use.WRITEBACK);
        frames("AnonPages", Use.ANON_MAPPED);
        frames("Mapped", Use.FILE_MAPPED);
        frames("Shmem", Use.SHMEM);
        zeros("KReclaimable", "Slab", "SReclaimable", "SUnreclaim", "KernelStack");
        frames("PageTables", Use.PAGE_TABLES);
        zeros("SecPageTables", "NFS_Unstable", "Bounce", "WritebackTmp");
        frames("Committed_AS", machine.virtual().commit().committedPages());
        PerCpuAllocator perCpu = machine.perCpu();
        frames(
                "Percpu",
                perCpu == null ? 0 : perCpu.populatedPages() * perCpu.info().units());
        zeros("HardwareCorrupted");
        frames("AnonHugePages", Use.ANON_HUGE);
        zeros("ShmemHugePages", "ShmemPmdMapped", "FileHugePages", "FilePmdMapped");
    }

    private void lists() {
        long activeAnon = Lru.ofMachine(machine, LruList.ACTIVE_ANON);
        long inactiveAnon = Lru.ofMachine(machine, LruList.INACTIVE_ANON);
        long activeFile = Lru.ofMachine(machine, LruList.ACTIVE_FILE);
        long inactiveFile = Lru.ofMachine(machine, LruList.INACTIVE_FILE);
        frames("Active", activeAnon + activeFile);
        frames("Inactive", inactiveAnon + inactiveFile);
        frames("Active(anon)", activeAnon);
        frames("Inactive(anon)", inactiveAnon);
        frames("Active(file)", activeFile);
        frames("Inactive(file)", inactiveFile);
        frames("Unevictable", Lru.ofMachine(machine, LruList.UNEVICTABLE));
    }

    /** What could be allocated without swapping: free memory less reserves, and half of the file pages at the least. */
    private long available() {
        long low = 0;
        long reserved = 0;
        for (Node node : machine.memory().nodes().nodes()) {
            reserved += node.totalReserve();
            for (Zone zone : node.zones()) {
                low += zone.watermark(Watermark.LOW.ordinal());
            }
        }
        long cache = Lru.ofMachine(machine, LruList.ACTIVE_FILE) + Lru.ofMachine(machine, LruList.INACTIVE_FILE);
        return Math.max(0, free(Part.ALL) - reserved + cache - Math.min(cache / 2, low));
    }

    private long managed(Part part) {
        long frames = 0;
        for (Zone zone : machine.memory().nodes().zones()) {
            frames += belongs(zone, part) ? zone.managedFrames() : 0;
        }
        return frames;
    }

    private long free(Part part) {
        long frames = 0;
        for (Zone zone : machine.memory().nodes().zones()) {
            frames += belongs(zone, part) ? zone.free().global() : 0;
        }
        return frames;
    }

    private static boolean belongs(Zone zone, Part part) {
        boolean high = zone.type() == ZoneType.HIGHMEM;
        return part == Part.ALL || high == (part == Part.HIGH);
    }
}
