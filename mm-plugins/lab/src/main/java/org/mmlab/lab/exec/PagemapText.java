package org.mmlab.lab.exec;

import java.util.Locale;
import java.util.StringJoiner;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.view.KernelPages;
import org.mmlab.virtual.view.Pagemap;

/**
 * {@code /proc/PID/pagemap} as text: the kernel's 64 bits of each page that has an entry, and what {@code /proc/kpageflags} and
 * {@code kpagecount} say of its frame. Pages that follow each other in memory and are alike share a line.
 */
final class PagemapText {
    private static final int SWAP_TYPE_BITS = 5;

    private final Machine machine;
    private final Pagemap pagemap;
    private final KernelPages kernelPages;
    private final StringBuilder text = new StringBuilder();

    private long first;
    private long count;
    private long firstEntry;
    private String firstState = "";

    PagemapText(Machine machine) {
        this.machine = machine;
        this.pagemap = new Pagemap(machine.paging().paging(), machine.paging().huge());
        this.kernelPages =
                new KernelPages(machine.paging().paging(), machine.paging().hugeZero());
    }

    /** The pages of a process, or of one of its areas. */
    String of(Process process, @Nullable Vma area) {
        text.append("address              pages  entry             state\n");
        var mm = process.calls().space();
        for (Vma vma = area == null ? mm.find(Addresses.virt(0)) : area;
                vma != null;
                vma = area == null ? mm.next(vma) : null) {
            long end = Addresses.vpnOf(vma.end());
            for (long page = Addresses.vpnOf(vma.start()); page < end; page++) {
                add(page, pagemap.entry(process.pages(), page));
            }
            flush();
        }
        return text.toString();
    }

    private void add(long page, long entry) {
        if (entry == 0) {
            flush();
            return;
        }
        String state = state(entry);
        boolean follows =
                count > 0 && page == first + count && entry - firstEntry == step() * count && state.equals(firstState);
        if (!follows) {
            flush();
            first = page;
            firstEntry = entry;
            firstState = state;
        }
        count++;
    }

    /** How much an entry grows from page to page where frames or swap slots follow each other; zero pages are all one frame. */
    private long step() {
        if ((firstEntry & Pagemap.PRESENT) == 0) {
            return 1L << SWAP_TYPE_BITS;
        }
        return firstState.contains("zero") && !firstState.contains("huge") ? 0 : 1;
    }

    private void flush() {
        if (count > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%016x  %8d  %016x  %s\n",
                    Addresses.rawVirt(Addresses.virtOfVpn(first)),
                    count,
                    firstEntry,
                    firstState));
            count = 0;
        }
    }

    private String state(long entry) {
        if ((entry & Pagemap.PRESENT) == 0) {
            return (entry & Pagemap.GUARD) != 0 ? "guard" : "swap";
        }
        @FrameIndex int frame = machine.paging().paging().frameMap().frameOf(Addresses.pfn(entry & Pagemap.FRAME_MASK));
        StringJoiner words = new StringJoiner(" ");
        long flags = kernelPages.flags(frame);
        words.add("present");
        boolean zero = (flags & KernelPages.ZERO_PAGE) != 0;
        name(words, flags, KernelPages.THP, "huge");
        name(words, flags, KernelPages.ZERO_PAGE, "zero");
        if (!zero) {
            name(words, entry, Pagemap.FILE, "file");
            name(words, flags, KernelPages.ANON, "anon");
            name(words, flags, KernelPages.SWAPCACHE, "swapcache");
            name(words, flags, KernelPages.DIRTY, "dirty");
            name(words, flags, KernelPages.ACTIVE, "active");
            name(words, flags, KernelPages.MLOCKED, "mlocked");
            words.add("mapcount=" + kernelPages.count(frame));
        }
        return words.toString();
    }

    private static void name(StringJoiner words, long bits, long bit, String word) {
        if ((bits & bit) != 0) {
            words.add(word);
        }
    }
}
