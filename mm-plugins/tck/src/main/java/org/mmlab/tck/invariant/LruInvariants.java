package org.mmlab.tck.invariant;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.kit.machine.Machine;
import org.mmlab.reclaim.lru.Lruvec;

/** A frame is on the LRU list that its flags name, on no other, and the sizes of the lists are right. */
final class LruInvariants {
    private LruInvariants() {}

    static void check(Machine machine) {
        FrameTable table = machine.memory().table();
        boolean[] seen = new boolean[table.frames()];
        for (int node = 0; node < machine.memory().nodes().count(); node++) {
            for (LruList which : LruList.values()) {
                list(machine, machine.lru().lruvec(node), which, seen);
            }
        }
        for (int i = 0; i < seen.length; i++) {
            if (!seen[i] && table.has(Addresses.frame(i), FrameFlag.LRU)) {
                throw Broken.error(
                        "a frame flagged LRU is on a list", Broken.frame(machine, Addresses.frame(i)) + " is on none");
            }
        }
    }

    private static void list(Machine machine, Lruvec lruvec, LruList which, boolean[] seen) {
        FrameTable table = machine.memory().table();
        FrameLists lists = machine.memory().lists();
        String name = which + " of node " + lruvec.node();
        long[] byZone = new long[machine.memory().nodes().zones().size()];
        long pages = 0;
        long frames = 0;
        @FrameIndex int before = NO_FRAME;
        for (@FrameIndex int frame = lists.first(lruvec.list(which)); frame != NO_FRAME; frame = lists.next(frame)) {
            if (seen[Addresses.rawFrame(frame)]) {
                throw Broken.error("no frame is on two LRU lists", name + ": " + Broken.frame(machine, frame));
            }
            seen[Addresses.rawFrame(frame)] = true;
            if (!table.has(frame, FrameFlag.LRU)
                    || lruvec.listFor(frame) != which
                    || machine.memory().nodeOf(frame) != lruvec.node()
                    || lists.previous(frame) != before) {
                throw Broken.error(
                        "a frame is on the LRU list that its flags and node name",
                        name + ": " + Broken.frame(machine, frame));
            }
            int size = 1 << machine.memory().compound().order(frame);
            byZone[table.zone(frame)] += size;
            frames += size;
            pages++;
            before = frame;
        }
        Broken.unless("LRU list lengths equal recounts", name + ", pages", pages, lruvec.length(which));
        Broken.unless("LRU list sizes equal recounts", name + ", frames", frames, lruvec.frames(which));
        for (int zone = 0; zone < byZone.length; zone++) {
            Broken.unless(
                    "LRU zone sizes equal recounts", name + ", zone " + zone, byZone[zone], lruvec.frames(which, zone));
        }
    }
}
