package org.mmlab.reclaim.swap;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.link.Swap;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.reclaim.index.Slot;

/**
 * The swap areas and who uses their slots (Linux: {@code mm/swapfile.c}). A slot is in use while it has users or a frame in the
 * swap cache; when it is freed its shadow goes too.
 *
 * <p>Reclaim asks for every page: lists are walked by index, without iterators, which would be garbage.
 */
final class SwapMap {
    private final List<SwapArea> areas = new ArrayList<>();
    private final List<SwapArea> byPriority = new ArrayList<>();

    /** Adds an area; higher priorities are filled first, areas of the same priority in the order in which they were added. */
    void add(String name, SwapBackend backend, int priority) {
        if (areas.size() == SwapEntry.MAX_AREAS) {
            throw new IllegalArgumentException(
                    "swap area '" + name + "' is one too many: there is room for " + SwapEntry.MAX_AREAS);
        }
        int slots = backend.slots();
        if (slots < 1 || slots > SwapEntry.MAX_SLOTS) {
            throw PolicyException.brokenBy(
                    SwapBackend.class,
                    backend,
                    "slots",
                    slots + " slots for swap area '" + name + "'",
                    "have the header's slot and no more than " + SwapEntry.MAX_SLOTS
                            + ", which is what fits into a swap entry");
        }
        SwapArea area = new SwapArea(name, areas.size(), priority, backend);
        areas.add(area);
        int at = 0;
        while (at < byPriority.size() && byPriority.get(at).priority >= priority) {
            at++;
        }
        byPriority.add(at, area);
    }

    List<SwapArea> areas() {
        return areas;
    }

    SwapArea area(int entry) {
        int number = SwapEntry.area(entry);
        if (entry <= 0 || number >= areas.size()) {
            throw new IllegalArgumentException("swap entry " + entry + " names no area; there are " + areas.size());
        }
        return areas.get(number);
    }

    /** Takes {@code count} consecutive slots of the first area that has them, or gives {@link Swap#NO_ENTRY}. */
    int allocate(int count) {
        for (int i = 0; i < byPriority.size(); i++) {
            SwapArea area = byPriority.get(i);
            int slot = area.backend.allocate(count);
            if (slot != SwapBackend.NO_SLOT) {
                area.checkFree(slot, count);
                area.used += count;
                return SwapEntry.of(area.number, slot);
            }
        }
        return Swap.NO_ENTRY;
    }

    int users(int entry) {
        return area(entry).users[SwapEntry.slot(entry)];
    }

    void addUser(int entry) {
        SwapArea area = area(entry);
        int slot = SwapEntry.slot(entry);
        if (area.users[slot] == Short.MAX_VALUE) {
            throw new IllegalStateException("swap entry " + entry + " has too many users: " + Short.MAX_VALUE);
        }
        area.users[slot]++;
    }

    /** Takes a user off and gives how many are left. */
    int dropUser(int entry) {
        SwapArea area = area(entry);
        int slot = SwapEntry.slot(entry);
        if (area.users[slot] == 0) {
            throw new IllegalStateException(
                    "swap entry " + entry + " (area '" + area.name + "', slot " + slot + ") loses a user but has none");
        }
        return --area.users[slot];
    }

    /** Frees a slot that has neither users nor a cached frame. */
    void freeIfUnused(int entry) {
        SwapArea area = area(entry);
        int slot = SwapEntry.slot(entry);
        if (area.users[slot] == 0 && !Slot.isFrame(area.cache.get(slot))) {
            area.cache.set(slot, Slot.EMPTY);
            area.used--;
            area.backend.free(slot);
        }
    }

    long freeSlots() {
        long free = 0;
        for (int i = 0; i < areas.size(); i++) {
            free += areas.get(i).usable() - areas.get(i).used;
        }
        return free;
    }

    long totalSlots() {
        long total = 0;
        for (int i = 0; i < areas.size(); i++) {
            total += areas.get(i).usable();
        }
        return total;
    }
}
