package org.mmlab.virtual.vma;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;

/**
 * A range of pages with the properties that it has or will have, which may join its neighbours (Linux:
 * {@code struct vma_merge_struct}).
 *
 * @param start first byte
 * @param end first byte after it
 * @param flags the flags that it will have
 * @param pageOffset its offset in what backs it
 * @param file what backs it, null for anonymous memory
 * @param policy from which nodes its pages come, null where the process says
 * @param anonVma whose pages it may hold already
 * @param existing the area that holds the range now; null where the range is new
 * @param copiedFrom for a new range that mremap makes: the area that it comes from
 */
public record Range(
        @VirtAddr long start,
        @VirtAddr long end,
        long flags,
        long pageOffset,
        @Nullable OpenFile file,
        @Nullable Mempolicy policy,
        @Nullable AnonVma anonVma,
        @Nullable Vma existing,
        @Nullable Vma copiedFrom) {

    /** A range that is new and has no pages. */
    public static Range fresh(
            @VirtAddr long start, @VirtAddr long end, long flags, long pageOffset, @Nullable OpenFile file) {
        return new Range(start, end, flags, pageOffset, file, null, null, null, null);
    }

    /** A part of an area that is about to have other flags. */
    public static Range partOf(Vma vma, @VirtAddr long start, @VirtAddr long end, long flags) {
        return new Range(
                start, end, flags, vma.pageOffsetOf(start), vma.file(), vma.policy(), vma.anonVma(), vma, null);
    }

    /** A part of an area that is about to have another policy. */
    public static Range partOf(Vma vma, @VirtAddr long start, @VirtAddr long end, @Nullable Mempolicy policy) {
        return new Range(
                start, end, vma.flags(), vma.pageOffsetOf(start), vma.file(), policy, vma.anonVma(), vma, null);
    }

    /** Pages behind an area's end, as mremap adds them. */
    public static Range behind(Vma vma, long bytes) {
        @VirtAddr long end = vma.end();
        return new Range(
                end,
                end + bytes,
                vma.flags(),
                vma.pageOffsetOf(end),
                vma.file(),
                vma.policy(),
                vma.anonVma(),
                null,
                null);
    }

    /** A new range with an area's properties and pages, elsewhere. */
    public static Range copyOf(Vma vma, @VirtAddr long start, long bytes, long pageOffset) {
        return new Range(
                start, start + bytes, vma.flags(), pageOffset, vma.file(), vma.policy(), vma.anonVma(), null, vma);
    }

    /** Length in pages. */
    public long pages() {
        return (end - start) >>> Addresses.PAGE_SHIFT;
    }
}
