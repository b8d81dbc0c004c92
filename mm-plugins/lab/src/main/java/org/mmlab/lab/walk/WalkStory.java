package org.mmlab.lab.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.LevelGeometry;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkTrace;
import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.tlb.TlbCounters;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;

/** Tells how one access to one address is translated. The access is really made. */
public final class WalkStory {
    private final Machine machine;
    private final Process process;
    private final PageTableFormat format;
    private final WalkTrace trace = new WalkTrace();
    private final List<String> lines = new ArrayList<>();

    /** Stories about the accesses of a process. */
    public WalkStory(Machine machine, Process process) {
        this.machine = machine;
        this.process = process;
        this.format = machine.paging().paging().format();
    }

    /**
     * Makes an access and tells it: TLB look-up, walk, fault and what the kernel makes of it, and the walk after that.
     *
     * @param access fetch, read or write
     * @param word the same in words
     */
    public List<String> tell(long address, int access, String word) {
        lines.clear();
        @VirtAddr long va = Addresses.virt(address);
        lines.add(String.format("0x%x (%s), page offset 0x%x", address, word, Addresses.offsetInPage(va)));
        Mmu mmu = process.mmu();
        long physical = attempt(mmu, va, access);
        if (TranslationFault.isFault(physical)) {
            long minor = process.pages().faults().minor();
            long major = process.pages().faults().major();
            if (process.touch(address, access) == Process.SIGNALLED) {
                lines.add("  kernel: cannot handle it: " + process.signal());
                return List.copyOf(lines);
            }
            lines.add("  kernel: handled: " + (process.pages().faults().minor() - minor) + " minor, "
                    + (process.pages().faults().major() - major) + " major fault");
            mmu.flushPage(va);
            physical = attempt(mmu, va, access);
        }
        if (!TranslationFault.isFault(physical)) {
            lines.add(
                    String.format("  => pfn 0x%x, physical address 0x%x", physical >>> Addresses.PAGE_SHIFT, physical));
            again(mmu, va, access);
        }
        return List.copyOf(lines);
    }

    private long attempt(Mmu mmu, @VirtAddr long va, int access) {
        TlbCounters tlb = mmu.tlb().counters();
        long hits = tlb.hits();
        trace.clear();
        mmu.traceTo(trace);
        long physical = mmu.translate(va, access);
        mmu.traceTo(null);
        boolean hit = tlb.hits() > hits;
        lines.add(
                "  TLB: " + (hit ? trace.steps() > 0 ? "hit, but the entry must be looked at again" : "hit" : "miss"));
        for (int step = 0; step < trace.steps(); step++) {
            lines.add("    " + step(step));
        }
        if (TranslationFault.isFault(physical)) {
            lines.add(String.format(
                    "  fault: %s (error code 0x%x)",
                    TranslationFault.describe(physical), TranslationFault.errorBits(physical)));
        }
        return physical;
    }

    private void again(Mmu mmu, @VirtAddr long va, int access) {
        long hits = mmu.tlb().counters().hits();
        mmu.translate(va, access);
        lines.add("  again: TLB " + (mmu.tlb().counters().hits() > hits ? "hit" : "miss"));
    }

    private String step(int step) {
        LevelGeometry level = format.geometry().level(trace.level(step));
        long entry = trace.entry(step);
        long after = trace.entryAfter(step);
        String changed = after == entry ? "" : String.format("; the walk stored 0x%x", after);
        return String.format(
                "%-4s index %4d, read 0x%x: 0x%016x %s%s",
                level.name(),
                trace.index(step),
                Addresses.rawPhys(trace.address(step)),
                entry,
                meaning(trace.level(step), entry),
                changed);
    }

    private String meaning(int level, long entry) {
        PteCodec codec = format.codec();
        if (codec.isNone(entry)) {
            return "none";
        }
        if (level > 1 && codec.isTable(entry)) {
            return String.format(
                    "-> table at pfn 0x%x [%s]", Addresses.rawPfn(codec.tablePfn(entry)), bits(level, entry));
        }
        if (!codec.isPresent(entry)) {
            return "not present [" + bits(level, entry) + "]";
        }
        long pfn = Addresses.rawPfn(level == 1 ? codec.pfn(entry) : codec.leafPfn(level, entry));
        return String.format("-> page at pfn 0x%x [%s]", pfn, bits(level, entry));
    }

    /** Large entries have PAT elsewhere, and PSE where others have PAT. */
    private static boolean isOfLevel(PteBit bit, boolean large) {
        return switch (bit) {
            case PAT -> !large;
            case PAT_LARGE, HUGE -> large;
            default -> true;
        };
    }

    private String bits(int level, long entry) {
        PteCodec codec = format.codec();
        StringJoiner names = new StringJoiner(" ");
        for (PteBit bit : PteBit.values()) {
            boolean applies =
                    bit.isOfSwapEntry() == codec.isSwap(entry) && isOfLevel(bit, level > 1 && codec.isLeaf(entry));
            if (applies && codec.mask(bit) != 0 && (entry & codec.mask(bit)) == codec.mask(bit)) {
                names.add(bit.shortName());
            }
        }
        return names.toString();
    }
}
