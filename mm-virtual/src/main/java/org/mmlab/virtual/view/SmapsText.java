package org.mmlab.virtual.view;

import java.util.Locale;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.virtual.fault.HugeAdvice;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.proc.MapsText;
import org.mmlab.virtual.proc.VmFlagCodes;

/** {@code /proc/PID/smaps} and {@code smaps_rollup} (Linux: {@code show_smap}, {@code show_smaps_rollup}). */
public final class SmapsText {
    private static final int PAGE_KIB = Addresses.PAGE_SIZE >> 10;

    private final Smaps smaps;
    private final HugeEntries huge;
    private final HugePagePolicy policy;

    /** Over the totals; {@code policy} says which areas huge pages are for. */
    public SmapsText(Smaps smaps, HugeEntries huge, HugePagePolicy policy) {
        this.smaps = smaps;
        this.huge = huge;
        this.policy = policy;
    }

    /** All areas of a process. */
    public String of(AddressSpace mm) {
        StringBuilder text = new StringBuilder();
        for (Vma vma = mm.find(Addresses.virt(0)); vma != null; vma = mm.next(vma)) {
            area(text, vma);
        }
        return text.toString();
    }

    /** One area. */
    public String of(Vma vma) {
        StringBuilder text = new StringBuilder();
        area(text, vma);
        return text.toString();
    }

    private void area(StringBuilder text, Vma vma) {
        text.append(MapsText.line(vma)).append('\n');
        line(text, "Size", vma.bytes() >> 10);
        line(text, "KernelPageSize", PAGE_KIB);
        line(text, "MMUPageSize", PAGE_KIB);
        text.append(smaps.of(vma).lines(MemoryTotals.Form.AREA));
        text.append(String.format(Locale.ROOT, "%-16s%8d\n", "THPeligible:", isEligible(vma) ? 1 : 0));
        text.append("VmFlags: ").append(VmFlagCodes.text(vma.flags())).append(" \n");
    }

    /** The sum of all areas of a process. */
    public String rollup(AddressSpace mm) {
        Vma first = mm.find(Addresses.virt(0));
        if (first == null) {
            return "";
        }
        Vma last = first;
        for (Vma vma = first; vma != null; vma = mm.next(vma)) {
            last = vma;
        }
        String range = String.format(
                Locale.ROOT,
                "%08x-%08x ---p 00000000 00:00 0 ",
                Addresses.rawVirt(first.start()),
                Addresses.rawVirt(last.end()));
        StringBuilder text = new StringBuilder(range);
        text.append(" ".repeat(Math.max(0, MapsText.NAME_COLUMN - range.length())))
                .append("[rollup]\n");
        return text.append(smaps.of((MmPages) mm.pages()).lines(MemoryTotals.Form.ROLLUP))
                .toString();
    }

    /** Whether a fault could map a huge page somewhere in the area. */
    private boolean isEligible(Vma vma) {
        long first = huge.extentOf(Addresses.vpnOf(vma.start()) + huge.pages() - 1);
        return vma.isAnonymous() && huge.fits(vma, first) && policy.atFault(HugeAdvice.of(vma)) != HugePagePolicy.BASE;
    }

    private static void line(StringBuilder text, String label, long kib) {
        text.append(String.format(Locale.ROOT, "%-16s%8d kB\n", label + ":", kib));
    }
}
