package org.mmlab.virtual.mm;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.link.PageCache;
import org.mmlab.physical.mempolicy.Mempolicy;

/**
 * One area of an address space: a range of pages with the same rights and the same backing (Linux: {@code vm_area_struct}).
 *
 * <p>Its range, flags and links change through its {@link AddressSpace} alone, which keeps the index and the trees true. As a
 * {@link RangeNode} it stands in its file's {@link FileMapping#areas}.
 */
public final class Vma extends RangeNode {
    private final AddressSpace mm;
    private final int id;

    @VirtAddr long start;

    @VirtAddr long end;

    long flags;
    long pageOffset;
    final @Nullable OpenFile file;
    private @Nullable AnonVma anonVma;
    private List<AnonVmaLink> links = List.of();
    private long swapReadahead;
    private @Nullable Mempolicy policy;

    Vma(AddressSpace mm, int id, @Nullable OpenFile file) {
        this.mm = mm;
        this.id = id;
        this.file = file;
    }

    @Override
    public Vma vma() {
        return this;
    }

    /** The address space that it belongs to. */
    public AddressSpace mm() {
        return mm;
    }

    /** Its handle in the address space's index; used again after its end. */
    public int id() {
        return id;
    }

    /** First byte. */
    public @VirtAddr long start() {
        return start;
    }

    /** First byte after it. */
    public @VirtAddr long end() {
        return end;
    }

    /** Length in bytes. */
    public long bytes() {
        return end - start;
    }

    /** Length in pages. */
    public long pages() {
        return (end - start) >>> Addresses.PAGE_SHIFT;
    }

    /** {@link VmFlags}. */
    public long flags() {
        return flags;
    }

    /** Whether any flag of a mask is set. */
    public boolean has(long mask) {
        return (flags & mask) != 0;
    }

    /**
     * Page offset of {@link #start} in what backs it: the file, or for anonymous areas the page number at which they were first
     * touched (Linux: {@code vm_pgoff}).
     */
    public long pageOffset() {
        return pageOffset;
    }

    /** The page offset of an address in the area, or of one that it may grow to (Linux: {@code linear_page_index}). */
    public long pageOffsetOf(@VirtAddr long address) {
        return ((address - start) >> Addresses.PAGE_SHIFT) + pageOffset;
    }

    /** The address of a page offset; outside the area where the offset is (Linux: {@code vma_address}). */
    public @VirtAddr long addressOf(long offset) {
        return start + ((offset - pageOffset) << Addresses.PAGE_SHIFT);
    }

    /** The mapped file or shared anonymous object; null for private anonymous memory. */
    public @Nullable OpenFile file() {
        return file;
    }

    /** Whether nothing but zeroes backs it (Linux: {@code vma_is_anonymous}). */
    public boolean isAnonymous() {
        return file == null;
    }

    /** Whether {@code address} lies in it. */
    public boolean contains(@VirtAddr long address) {
        return !Addresses.below(address, start) && Addresses.below(address, end);
    }

    /** Where its new anonymous pages are registered; null before its first one. */
    public @Nullable AnonVma anonVma() {
        return anonVma;
    }

    /** How many anon_vmas it is linked to. */
    public int linkCount() {
        return links.size();
    }

    /** A link to an anon_vma; 0 is the oldest. */
    public AnonVmaLink link(int i) {
        return links.get(i);
    }

    /** Sets or takes away the area's own anon_vma, and counts it there. */
    public void setAnonVma(@Nullable AnonVma own) {
        if (anonVma != null) {
            anonVma.deactivate();
        }
        anonVma = own;
        if (own != null) {
            own.activate();
        }
    }

    /** Links it to an anon_vma (Linux: {@code anon_vma_chain_link}). */
    public void attach(AnonVma to) {
        AnonVmaLink link = new AnonVmaLink(this, to);
        if (links.isEmpty()) {
            links = new ArrayList<>(1);
        }
        links.add(link);
        to.tree().insert(link, pageOffset, pageOffset + pages() - 1);
    }

    /** Takes all links away; its own anon_vma must be given up apart. Anon_vmas that nobody is linked to any more end. */
    public void detachAll() {
        for (AnonVmaLink link : links) {
            link.anonVma().tree().remove(link);
        }
        for (AnonVmaLink link : links) {
            if (link.anonVma().tree().size() == 0) {
                link.anonVma().dispose();
                mm.system().giveBackAnonVma(link.anonVma().id());
            }
        }
        links = List.of();
    }

    /** What swap readahead keeps with the area (Linux: {@code swap_readahead_info}); 0 at first. */
    public long swapReadahead() {
        return swapReadahead;
    }

    /** Sets what swap readahead keeps with the area. */
    public void setSwapReadahead(long info) {
        swapReadahead = info;
    }

    /** From which nodes its pages come; null where the process's policy says (Linux: {@code vm_policy}). */
    public @Nullable Mempolicy policy() {
        return policy;
    }

    /** Sets the area's policy, for it alone: files of shared memory keep theirs in {@link NumaPolicies#shared}. */
    public void setPolicy(@Nullable Mempolicy to) {
        policy = to;
    }

    /**
     * The policy of a page of the area: of shared memory that of its file, else the area's; null where the process's counts (Linux:
     * {@code __get_vma_policy}, {@code shmem_get_policy}).
     */
    public @Nullable Mempolicy policyAt(@VirtAddr long address) {
        OpenFile mapped = file;
        return mapped == null || !isShmem(mapped)
                ? policy
                : mm.system().numa().shared().lookup(mapped.mapping().file(), pageOffsetOf(address));
    }

    /**
     * The place of a page among those that interleaving deals out, in units of 2^{@code order} pages; a file of shared memory begins with
     * its number, so that not all files begin on the same node (Linux: {@code get_vma_policy}).
     */
    public long interleaveIndex(@VirtAddr long address, int order) {
        long index = (pageOffset >>> order) + ((address - start) >>> (Addresses.PAGE_SHIFT + order));
        OpenFile mapped = file;
        return mapped == null || !isShmem(mapped)
                ? index
                : index + mapped.mapping().file();
    }

    /** Whether the policies of its pages are its file's. */
    public boolean sharesPolicies() {
        return file != null && isShmem(file);
    }

    private static boolean isShmem(OpenFile file) {
        return file.mapping().kind() == PageCache.FileKind.SHMEM
                && file.mapping().backing() == null;
    }

    /** Takes it out of the trees that know its range, before the range changes. */
    void leaveTrees() {
        for (AnonVmaLink link : links) {
            link.anonVma().tree().remove(link);
        }
        if (file != null) {
            file.mapping().areas().remove(this);
        }
    }

    /** Puts it back into the trees. */
    void enterTrees() {
        long lastOffset = pageOffset + pages() - 1;
        for (AnonVmaLink link : links) {
            link.anonVma().tree().insert(link, pageOffset, lastOffset);
        }
        if (file != null) {
            file.mapping().areas().insert(this, pageOffset, lastOffset);
        }
    }

    /** Range, rights and backing, for error messages. */
    @Override
    public String toString() {
        return Long.toHexString(Addresses.rawVirt(start)) + "-" + Long.toHexString(Addresses.rawVirt(end)) + " flags "
                + Long.toHexString(flags) + (file == null ? " anon" : " " + file.name()) + " @" + pageOffset;
    }
}
