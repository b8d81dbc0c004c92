package org.mmlab.tck.invariant;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.kit.machine.Machine;

/** Makes the errors of broken invariants. */
final class Broken {
    private Broken() {}

    /** Throws unless the counted number equals the one that the machine keeps. */
    static void unless(String invariant, String place, long counted, long kept) {
        if (counted != kept) {
            throw new AssertionError("invariant broken: " + invariant + ": " + place + ": counted " + counted
                    + ", the machine says " + kept);
        }
    }

    /** As above, of a frame; the text is made only where it is needed, for there are many frames. */
    static void unless(String invariant, Machine machine, @FrameIndex int frame, long counted, long kept) {
        if (counted != kept) {
            unless(invariant, frame(machine, frame), counted, kept);
        }
    }

    /** The error of an invariant that is no equation. */
    static AssertionError error(String invariant, String place) {
        return new AssertionError("invariant broken: " + invariant + ": " + place);
    }

    /** A frame with all that is known of it. */
    static String frame(Machine machine, @FrameIndex int frame) {
        var table = machine.memory().table();
        return String.format(
                "frame %d (pfn 0x%x, flags 0x%x, references %d, mappings %d, mapping %d, index 0x%x, private %d)",
                Addresses.rawFrame(frame),
                Addresses.rawPfn(machine.memory().pfnOf(frame)),
                table.flags(frame),
                table.refcount(frame),
                table.mapcount(frame),
                table.mapping(frame),
                table.index(frame),
                table.privateValue(frame));
    }
}
