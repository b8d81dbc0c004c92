package org.mmlab.virtual.mm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.virtual.GuardGaps;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;

/**
 * The memory of one process: its areas by address, its layout, its sizes and limits (Linux: {@code mm_struct}; limits and
 * capabilities stand here too, for a process here has one thread).
 *
 * <p>Look-ups cost O(log n) and no garbage. The operations that change areas keep the index, {@code i_mmap} and the anon_vma trees
 * true, and nothing else: accounting and pages are their callers' affair. Confined to the machine's thread.
 */
public final class AddressSpace implements GuardGaps {
    private final VmSystem system;
    private final int id;
    private final MmLayout layout;
    private final VmaIndex index;
    private final UnmappedArea placement;
    private final MmCounters counters = new MmCounters();
    private final Rlimits rlimits = new Rlimits();
    private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    private final PageOps pages;
    private @Nullable Vma[] areas = new @Nullable Vma[16];
    private int[] freeIds = new int[16];
    private int freeCount;
    private int highId;
    private @VirtAddr long brk;
    private long defaultFlags;
    private HugePages hugePages = HugePages.ENABLED;

    /** prctl(PR_SET_THP_DISABLE). */
    public enum HugePages {
        /** Huge pages where system and areas permit. */
        ENABLED,
        /** None, but where an area asks for them (Linux 6.18: {@code PR_THP_DISABLE_EXCEPT_ADVISED}). */
        ADVISED_ONLY,
        /** None. */
        DISABLED
    }

    @SuppressWarnings("nullness") // the pages keep the reference and use it only after construction
    AddressSpace(
            VmSystem system, int id, MmLayout layout, VmaIndex index, UnmappedArea placement, PageOps.Factory pages) {
        this.system = system;
        this.id = id;
        this.layout = layout;
        this.index = index;
        this.placement = placement;
        this.brk = layout.startBrk();
        this.pages = pages.create(this);
    }

    /** What it shares with the machine's others. */
    public VmSystem system() {
        return system;
    }

    /** The number of its process. */
    public int id() {
        return id;
    }

    /** Where things lie. */
    public MmLayout layout() {
        return layout;
    }

    /** Its areas by address. To be read only. */
    public VmaIndex index() {
        return index;
    }

    /** How new areas are placed. */
    public UnmappedArea placement() {
        return placement;
    }

    /** Sizes in pages. */
    public MmCounters counters() {
        return counters;
    }

    /** Limits in bytes. */
    public Rlimits rlimits() {
        return rlimits;
    }

    /** Its pages. */
    public PageOps pages() {
        return pages;
    }

    /** Whether the process has a privilege. */
    public boolean capable(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Gives up all privileges, as setuid to an ordinary user does. */
    public void dropCapabilities() {
        capabilities.clear();
    }

    /** Gives up one privilege. */
    public void dropCapability(Capability capability) {
        capabilities.remove(capability);
    }

    /** Takes over limits, privileges and settings that fork hands on. */
    public void inheritFrom(AddressSpace parent) {
        rlimits.copyFrom(parent.rlimits);
        capabilities.clear();
        capabilities.addAll(parent.capabilities);
        brk = parent.brk;
        hugePages = parent.hugePages;
    }

    /** End of the heap. */
    public @VirtAddr long brk() {
        return brk;
    }

    /** Sets the end of the heap. */
    public void setBrk(@VirtAddr long end) {
        brk = end;
    }

    /** Flags that every new area gets: mlockall(MCL_FUTURE) (Linux: {@code def_flags}). */
    public long defaultFlags() {
        return defaultFlags;
    }

    /** Sets the flags that every new area gets. */
    public void setDefaultFlags(long flags) {
        defaultFlags = flags;
    }

    /** Whether the process may have huge pages. */
    public HugePages hugePages() {
        return hugePages;
    }

    /** prctl(PR_SET_THP_DISABLE). */
    public void setHugePages(HugePages mode) {
        hugePages = mode;
    }

    /** Number of areas (Linux: {@code map_count}). */
    public int areaCount() {
        return index.size();
    }

    /** The area of a handle. */
    public Vma area(int handle) {
        Vma vma = areas[handle];
        if (vma == null) {
            throw new IllegalStateException("handle " + handle + " names no area of address space " + id);
        }
        return vma;
    }

    private @Nullable Vma areaOrNull(int handle) {
        return handle == VmaIndex.NO_AREA ? null : areas[handle];
    }

    /** The area that holds {@code address}, or else the next above it, or null (Linux: {@code find_vma}). */
    public @Nullable Vma find(@VirtAddr long address) {
        return areaOrNull(index.find(address));
    }

    /** The area that holds {@code address}, or null (Linux: {@code vma_lookup}). */
    public @Nullable Vma lookup(@VirtAddr long address) {
        Vma vma = find(address);
        return vma != null && !Addresses.below(address, vma.start) ? vma : null;
    }

    /** The first area that overlaps {@code [start, end)}, or null (Linux: {@code find_vma_intersection}). */
    public @Nullable Vma intersection(@VirtAddr long start, @VirtAddr long end) {
        Vma vma = find(start);
        return vma != null && Addresses.below(vma.start, end) ? vma : null;
    }

    /** The area after {@code vma}, or null. */
    public @Nullable Vma next(Vma vma) {
        return find(vma.end);
    }

    /** The last area that ends at or below {@code address}, or null. */
    public @Nullable Vma before(@VirtAddr long address) {
        return areaOrNull(index.before(address));
    }

    @Override
    public @VirtAddr long claimedStart(int area) {
        return claimedStart(area(area));
    }

    @Override
    public @VirtAddr long end(int area) {
        return area(area).end;
    }

    /** Where an area begins, its guard gap included (Linux: {@code vm_start_gap}). */
    public @VirtAddr long claimedStart(Vma vma) {
        if (!vma.has(VmFlags.GROWSDOWN)) {
            return vma.start;
        }
        @VirtAddr long claimed = vma.start - system.settings().guardGapBytes();
        return Addresses.below(vma.start, claimed) ? Addresses.virt(0) : claimed;
    }

    /** A new area that is not yet linked. It holds its file. */
    public Vma newArea(@VirtAddr long start, @VirtAddr long end, long flags, long pageOffset, @Nullable OpenFile file) {
        Vma vma = new Vma(this, takeId(), file);
        vma.start = start;
        vma.end = end;
        vma.flags = flags;
        vma.pageOffset = pageOffset;
        areas[vma.id()] = vma;
        if (file != null) {
            system.files().hold(file);
        }
        return vma;
    }

    private int takeId() {
        if (freeCount > 0) {
            return freeIds[--freeCount];
        }
        if (highId == areas.length) {
            areas = Arrays.copyOf(areas, highId * 2);
        }
        return highId++;
    }

    /** Puts an area into the index and into its file's tree. */
    public void link(Vma vma) {
        index.insert(vma.start, vma.end, vma.id());
        if (vma.file != null) {
            vma.file.mapping().areas().insert(vma, vma.pageOffset, vma.pageOffset + vma.pages() - 1);
        }
    }

    /** Takes an area out of the index; it stays in the trees. */
    public void unlink(Vma vma) {
        index.remove(vma.start);
    }

    /** Ends an area that is in the index no more: takes it out of all trees and gives up its file and handle. */
    public void release(Vma vma) {
        vma.setAnonVma(null);
        vma.detachAll();
        if (vma.file != null) {
            vma.file.mapping().areas().remove(vma);
        }
        discard(vma);
    }

    /** Ends an area that was never linked. */
    public void discard(Vma vma) {
        if (vma.file != null) {
            system.commit().uncharge(system.files().release(vma.file));
        }
        areas[vma.id()] = null;
        if (freeCount == freeIds.length) {
            freeIds = Arrays.copyOf(freeIds, freeCount * 2);
        }
        freeIds[freeCount++] = vma.id();
    }

    /** Changes the range of a linked area; it passes no neighbour. */
    public void resize(Vma vma, @VirtAddr long start, @VirtAddr long end, long pageOffset) {
        index.resize(vma.start, start, end);
        vma.leaveTrees();
        vma.start = start;
        vma.end = end;
        vma.pageOffset = pageOffset;
        vma.enterTrees();
    }

    /** Changes the flags of an area. */
    public void setFlags(Vma vma, long flags) {
        vma.flags = flags;
    }
}
