package org.mmlab.lab.conform.buddy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/** The hashes of ordered lists that the vectors carry: FNV-1a with whole numbers for bytes. */
final class ZoneHash {
    private static final long BASIS = 1469598103934665603L;
    private static final long PRIME = 1099511628211L;

    private long hash = BASIS;

    private ZoneHash() {}

    private void add(long value) {
        hash = (hash ^ value) * PRIME;
    }

    /** Hash over order, type and page frame number of every free block of a zone. */
    static long ofFreeLists(PhysicalMemory memory, Zone zone) {
        ZoneHash hash = new ZoneHash();
        zone.freeBlocks().forEach((frame, order, type) -> {
            hash.add(order);
            hash.add(type);
            hash.add(Addresses.rawPfn(memory.pfnOf(frame)));
        });
        return hash.hash;
    }

    /** Which list; in the order in which lists are hashed. */
    record ListKey(int order, int type) implements Comparable<ListKey> {
        @Override
        public int compareTo(ListKey other) {
            return order != other.order ? Integer.compare(order, other.order) : Integer.compare(type, other.type);
        }
    }

    /** The free lists of a zone, as frame indexes; may be changed at will. */
    static SortedMap<ListKey, List<Integer>> lists(Zone zone) {
        SortedMap<ListKey, List<Integer>> lists = new TreeMap<>();
        zone.freeBlocks()
                .forEach((frame, order, type) -> lists.computeIfAbsent(
                                new ListKey(order, type), none -> new ArrayList<>())
                        .add(Addresses.rawFrame(frame)));
        return lists;
    }

    /** Hash over such lists. */
    static long of(PhysicalMemory memory, SortedMap<ListKey, List<Integer>> lists) {
        ZoneHash hash = new ZoneHash();
        lists.forEach((key, frames) -> {
            for (int frame : frames) {
                hash.add(key.order);
                hash.add(key.type);
                hash.add(Addresses.rawPfn(memory.pfnOf(Addresses.frame(frame))));
            }
        });
        return hash.hash;
    }

    /** Hash over list and page frame number of every block on the per-CPU lists of a zone. */
    static long ofPcpLists(PhysicalMemory memory, Zone zone) {
        ZoneHash hash = new ZoneHash();
        for (int index = 0; index < memory.pcp().shape().count(); index++) {
            int list = memory.pcp().of(zone, 0).list(index);
            for (int frame = memory.lists().first(list);
                    frame != Addresses.NO_FRAME;
                    frame = memory.lists().next(frame)) {
                hash.add(index);
                hash.add(Addresses.rawPfn(memory.pfnOf(frame)));
            }
        }
        return hash.hash;
    }
}
