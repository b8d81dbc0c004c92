package org.mmlab.virtual.paging;

import java.util.Arrays;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.PageTable;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.Vma;

/** The paged side of one address space: its page table and its resident set (Linux: the part of {@code mm_struct} about pages). */
public abstract class MmPages implements PageOps {
    private final AddressSpace mm;
    private final PageTable table;
    private final long[] resident = new long[ResidentKind.COUNT];
    private long highWater;
    private long[] deposits = new long[4];
    private int depositCount;
    private final FaultCounters faults = new FaultCounters();

    /** The pages of {@code mm}, none yet. */
    protected MmPages(AddressSpace mm, PageTable table) {
        this.mm = mm;
        this.table = table;
    }

    /** The paged side of the address space that an area belongs to. */
    public static MmPages of(Vma vma) {
        return (MmPages) vma.mm().pages();
    }

    /** The address space. */
    public final AddressSpace mm() {
        return mm;
    }

    /** Its page table. */
    public final PageTable table() {
        return table;
    }

    /** Its faults so far. */
    public final FaultCounters faults() {
        return faults;
    }

    /** Pages of a {@link ResidentKind}. */
    public final long count(int kind) {
        return resident[kind];
    }

    /** Counts pages that came ({@code delta} above 0) or went. */
    public final void count(int kind, long delta) {
        resident[kind] += delta;
        if (delta > 0) {
            highWater = Math.max(highWater, resident());
        }
    }

    /** Keeps an allocated page table for the day when a huge entry must be split (Linux: {@code pgtable_trans_huge_deposit}). */
    public final void deposit(@Pfn long pageTable) {
        if (depositCount == deposits.length) {
            deposits = Arrays.copyOf(deposits, depositCount * 2);
        }
        deposits[depositCount++] = Addresses.rawPfn(pageTable);
    }

    /** Takes a deposited page table back: there is one for every huge entry. */
    public final @Pfn long withdraw() {
        if (depositCount == 0) {
            throw new IllegalStateException("address space " + mm.id() + " has no deposited page table left");
        }
        return Addresses.pfn(deposits[--depositCount]);
    }

    /** Huge entries, each of which has a deposited page table. */
    public final int deposits() {
        return depositCount;
    }

    /** Resident pages (Linux: {@code get_mm_rss}). */
    public final long resident() {
        return resident[ResidentKind.FILE] + resident[ResidentKind.ANON] + resident[ResidentKind.SHMEM];
    }

    /** The greatest resident set so far (Linux: {@code hiwater_rss}). */
    public final long highWater() {
        return highWater;
    }
}
