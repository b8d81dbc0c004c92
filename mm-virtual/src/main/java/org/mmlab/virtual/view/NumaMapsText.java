package org.mmlab.virtual.view;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;
import org.mmlab.virtual.proc.MapsText;

/** {@code /proc/PID/numa_maps}: on which nodes the pages of each area are (Linux: {@code show_numa_map}, {@code gather_stats}). */
public final class NumaMapsText {
    private final Paging paging;
    private final PteCodec codec;
    private final FrameTable table;
    private final HugeEntries huge;
    private final PhysicalMemory memory;

    /** Over the machine's parts. */
    public NumaMapsText(Paging paging, HugeEntries huge, PhysicalMemory memory) {
        this.paging = paging;
        this.codec = paging.codec();
        this.table = paging.table();
        this.huge = huge;
        this.memory = memory;
    }

    /** All areas of a process, a line each. */
    public String of(AddressSpace mm) {
        StringBuilder text = new StringBuilder();
        for (Vma vma = mm.find(Addresses.virt(0)); vma != null; vma = mm.next(vma)) {
            line(text, vma);
        }
        return text.toString();
    }

    /** One area's line. */
    public String of(Vma vma) {
        StringBuilder text = new StringBuilder();
        line(text, vma);
        return text.toString();
    }

    private void line(StringBuilder text, Vma vma) {
        text.append(String.format(Locale.ROOT, "%08x %s", Addresses.rawVirt(vma.start()), policyOf(vma)));
        OpenFile file = vma.file();
        if (file != null) {
            text.append(" file=").append(escaped(file.name()));
        } else if (MapsText.isHeap(vma)) {
            text.append(" heap");
        } else if (MapsText.name(vma).equals("[stack]")) {
            text.append(" stack");
        }
        Gathered pages = gather(vma);
        if (pages.all > 0) {
            pages.append(text);
        }
        text.append('\n');
    }

    /** Blanks and signs of equality would be taken for the next field's (Linux: {@code seq_path} with these). */
    private static String escaped(String path) {
        StringBuilder text = new StringBuilder();
        for (char c : path.toCharArray()) {
            text.append("\n\t= ".indexOf(c) < 0 ? String.valueOf(c) : String.format(Locale.ROOT, "\\%03o", (int) c));
        }
        return text.toString();
    }

    /** The area's policy, or else the process's. */
    private static String policyOf(Vma vma) {
        Mempolicy own = vma.policyAt(vma.start());
        Mempolicy shown = own != null ? own : vma.mm().system().numa().ofTask(vma.mm());
        return shown == null ? "default" : shown.toString();
    }

    private Gathered gather(Vma vma) {
        Gathered gathered = new Gathered(memory.nodes().count());
        MmPages mm = MmPages.of(vma);
        long page = Addresses.vpnOf(vma.start());
        long end = page + vma.pages();
        while (page < end) {
            @PhysAddr long slot = huge.find(mm, page);
            if (slot != NO_PHYS) {
                long entry = mm.table().read(slot);
                if (!huge.isZero(entry)) {
                    gathered.add(huge.head(entry), codec.isDirty(entry), huge.pages());
                }
                page = huge.extentOf(page) + huge.pages();
                continue;
            }
            slot = mm.table().find(Addresses.virtOfVpn(page), 1);
            long pte = slot == NO_PHYS ? PteCodec.NONE : mm.table().read(slot);
            @FrameIndex int frame = codec.isNone(pte) || !codec.isPresent(pte) ? NO_FRAME : paging.normalFrame(pte);
            if (frame != NO_FRAME) {
                gathered.add(frame, codec.isDirty(pte), 1);
            }
            page++;
        }
        return gathered;
    }

    /** What one line counts (Linux: {@code struct numa_maps}). */
    private final class Gathered {
        private long all;
        private long anon;
        private long dirty;
        private long active;
        private long writeback;
        private long swapCache;
        private int mostMappers;
        private final long[] nodes;

        Gathered(int nodeCount) {
            nodes = new long[nodeCount];
        }

        void add(@FrameIndex int frame, boolean entryDirty, int count) {
            @FrameIndex int head = table.head(frame);
            all += count;
            anon += table.has(head, FrameFlag.ANON) ? count : 0;
            dirty += entryDirty || table.has(head, FrameFlag.DIRTY) ? count : 0;
            active += table.hasAny(head, FrameFlag.ACTIVE | FrameFlag.UNEVICTABLE) ? count : 0;
            writeback += table.has(head, FrameFlag.WRITEBACK) ? count : 0;
            swapCache += table.has(head, FrameFlag.SWAPCACHE) ? count : 0;
            mostMappers = Math.max(mostMappers, table.mapcount(frame));
            nodes[memory.nodeOf(frame)] += count;
        }

        void append(StringBuilder text) {
            unlessZero(text, "anon", anon);
            unlessZero(text, "dirty", dirty);
            if (all != anon && all != dirty) {
                text.append(" mapped=").append(all);
            }
            if (mostMappers > 1) {
                text.append(" mapmax=").append(mostMappers);
            }
            unlessZero(text, "swapcache", swapCache);
            if (active < all) {
                text.append(" active=").append(active);
            }
            unlessZero(text, "writeback", writeback);
            for (int node = 0; node < nodes.length; node++) {
                unlessZero(text, "N" + node, nodes[node]);
            }
            text.append(" kernelpagesize_kB=4");
        }

        private void unlessZero(StringBuilder text, String name, long value) {
            if (value != 0) {
                text.append(' ').append(name).append('=').append(value);
            }
        }
    }
}
