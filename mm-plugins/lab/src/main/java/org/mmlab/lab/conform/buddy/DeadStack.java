package org.mmlab.lab.conform.buddy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/**
 * The stack of a thread that had ended, given back while a range was allocated: the one operation that waits, and lets others run. On i386
 * a stack is an unmovable block of two frames. The vectors do not say which block it was; they show a change in a zone that has nothing to
 * do with the range, and the hash of its lists afterwards, which tells the candidates apart.
 */
final class DeadStack {
    private static final int ORDER = 1;

    private final PhysicalMemory memory;
    private final Zone zone;

    DeadStack(PhysicalMemory memory, Zone zone) {
        this.memory = memory;
        this.zone = zone;
    }

    /** Gives back the stack after which the zone's lists have that hash, if there is one. */
    void giveBack(long hash) {
        Integer found = find(hash);
        if (found != null) {
            memory.free(Addresses.frame(found), ORDER);
        }
    }

    private @Nullable Integer find(long hash) {
        List<Integer> candidates = new ArrayList<>();
        zone.freeBlocks().forEach((frame, order, type) -> {
            if (order == ORDER && type == MigrateType.UNMOVABLE) {
                candidates.add(Addresses.rawFrame(frame) ^ 1 << ORDER);
            }
        });
        for (int candidate : candidates) {
            if (hashAfter(candidate) == hash) {
                return candidate;
            }
        }
        return null;
    }

    /** The hash of the zone's lists if a stack were free, merged with its buddies. */
    private long hashAfter(int stack) {
        SortedMap<ZoneHash.ListKey, List<Integer>> lists = ZoneHash.lists(zone);
        int order = ORDER;
        int head = stack;
        while (isFree(head ^ 1 << order, order)) {
            list(lists, order).remove(Integer.valueOf(head ^ 1 << order));
            head &= ~(1 << order);
            order++;
        }
        int above = head & ~(1 << order);
        if (isFree(above ^ 1 << order + 1, order + 1)) {
            list(lists, order).add(head);
        } else {
            list(lists, order).add(0, head);
        }
        return ZoneHash.of(memory, lists);
    }

    private static List<Integer> list(SortedMap<ZoneHash.ListKey, List<Integer>> lists, int order) {
        return lists.computeIfAbsent(new ZoneHash.ListKey(order, MigrateType.UNMOVABLE), none -> new ArrayList<>());
    }

    private boolean isFree(int head, int order) {
        @FrameIndex int frame = Addresses.frame(head);
        return memory.table().has(frame, FrameFlag.BUDDY)
                && memory.table().privateValue(frame) == order
                && memory.zoneOf(frame) == zone;
    }
}
