package org.mmlab.physical.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Doubles the array of a list into memory that memblock finds and reserves itself (Linux: {@code memblock_double_array}).
 *
 * <p>The range about to be reserved is avoided, since nobody but the caller knows of it yet: the array goes above it, and below
 * it only if there is no room above.
 */
final class ArrayGrower {
    private final MemblockState state;
    private final RangeFinder finder;

    ArrayGrower(MemblockState state, RangeFinder finder) {
        this.state = state;
        this.finder = finder;
    }

    /**
     * Whether the array could be doubled; a kernel that has not allowed it yet panics. {@code editor} reserves the new array and
     * frees the old one.
     */
    boolean grow(RegionEditor editor, RegionArray list, @PhysAddr long pendingBase, long pendingBytes) {
        if (!state.canResize) {
            throw new MemblockPanic("memblock: cannot resize " + list.name() + " array");
        }
        long oldBytes = (long) list.capacity() * state.config.regionBytes();
        long newBytes = PhysMath.pageAlign(oldBytes * 2);
        @PhysAddr long place =
                list == state.reserved ? placeBeside(pendingBase, pendingBytes, newBytes) : placeAnywhere(newBytes);
        if (place == RangeFinder.NOT_FOUND) {
            state.log.print("memblock: Failed to double " + list.name() + " array from " + list.capacity() + " to "
                    + list.capacity() * 2 + " entries !");
            return false;
        }
        if (state.log.debug()) {
            state.log.print("memblock: " + list.name() + " is doubled to " + list.capacity() * 2 + " at ["
                    + MemblockDump.span(place, oldBytes * 2) + "]");
        }
        @PhysAddr long oldPlace = list.arrayAddress();
        list.growTo(place);
        if (oldPlace != RegionArray.STATIC_ARRAY) {
            editor.free(oldPlace, PhysMath.pageAlign(oldBytes));
        }
        if (editor.reserve(place, newBytes) != Memblock.OK) {
            throw new MemblockPanic("memblock: BUG: the new " + list.name() + " array could not be reserved");
        }
        return true;
    }

    private @PhysAddr long placeAnywhere(long bytes) {
        return finder.find(Addresses.phys(0), state.currentLimit, bytes, Addresses.PAGE_SIZE);
    }

    private @PhysAddr long placeBeside(@PhysAddr long pendingBase, long pendingBytes, long bytes) {
        @PhysAddr long above = finder.find(pendingBase + pendingBytes, state.currentLimit, bytes, Addresses.PAGE_SIZE);
        if (above != RangeFinder.NOT_FOUND || pendingBytes == 0) {
            return above;
        }
        return finder.find(
                Addresses.phys(0), PhysMath.min(pendingBase, state.currentLimit), bytes, Addresses.PAGE_SIZE);
    }
}
