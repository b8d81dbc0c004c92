package org.mmlab.virtual.view;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.MmCounters;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.ResidentKind;

/** The lines of {@code /proc/PID/status} about memory, VmPeak to VmSwap (Linux: {@code task_mem}). */
public final class StatusText {
    private static final int PAGE_KIB = Addresses.PAGE_SIZE >> 10;

    private StatusText() {}

    /** The lines of a process. */
    public static String of(MmPages pages) {
        AddressSpace mm = pages.mm();
        MmCounters sizes = mm.counters();
        long exec = sizes.exec() * PAGE_KIB;
        long text = Math.min(codeKib(mm.layout()), exec);
        StringBuilder lines = new StringBuilder();
        line(lines, "VmPeak", sizes.peak() * PAGE_KIB);
        line(lines, "VmSize", sizes.total() * PAGE_KIB);
        line(lines, "VmLck", sizes.locked() * PAGE_KIB);
        line(lines, "VmPin", 0);
        line(lines, "VmHWM", Math.max(pages.highWater(), pages.resident()) * PAGE_KIB);
        line(lines, "VmRSS", pages.resident() * PAGE_KIB);
        line(lines, "RssAnon", pages.count(ResidentKind.ANON) * PAGE_KIB);
        line(lines, "RssFile", pages.count(ResidentKind.FILE) * PAGE_KIB);
        line(lines, "RssShmem", pages.count(ResidentKind.SHMEM) * PAGE_KIB);
        line(lines, "VmData", sizes.data() * PAGE_KIB);
        line(lines, "VmStk", sizes.stack() * PAGE_KIB);
        line(lines, "VmExe", text);
        line(lines, "VmLib", exec - text);
        line(lines, "VmPTE", (pages.table().tables() - 1) * PAGE_KIB);
        line(lines, "VmSwap", pages.count(ResidentKind.SWAP) * PAGE_KIB);
        line(lines, "HugetlbPages", 0); // there is no pool of them
        return lines.toString();
    }

    private static long codeKib(MmLayout layout) {
        return (Addresses.pageUp(layout.endCode()) - Addresses.pageDown(layout.startCode())) >> 10;
    }

    private static void line(StringBuilder text, String label, long kib) {
        text.append(String.format(Locale.ROOT, "%s:\t%8d kB\n", label, kib));
    }
}
