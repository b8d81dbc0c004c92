package org.mmlab.physical.hotplug;

import java.util.List;

/**
 * How a step ended.
 *
 * @param reason in a sentence, empty where it succeeded
 * @param blocks the blocks that it was done to, none where it was refused
 */
public record HotplugOutcome(Code code, String reason, List<MemoryBlock> blocks) {
    /** Copies the list. */
    public HotplugOutcome {
        blocks = List.copyOf(blocks);
    }

    /** Kinds of end, by Linux's error numbers. */
    public enum Code {
        /** Done. */
        DONE,
        /** Something in the range is in use and cannot be moved, or a block is still online. */
        EBUSY,
        /** The range or the node is not possible. */
        EINVAL,
        /** There is memory there already. */
        EEXIST,
        /** There is no memory for metadata. */
        ENOMEM,
        /** There is no such block. */
        ENODEV
    }

    /** Whether it was done. */
    public boolean done() {
        return code == Code.DONE;
    }

    static HotplugOutcome done(List<MemoryBlock> blocks) {
        return new HotplugOutcome(Code.DONE, "", blocks);
    }

    /** Nothing was done. */
    public static HotplugOutcome refused(Code code, String reason) {
        return new HotplugOutcome(code, reason, List.of());
    }

    @Override
    public String toString() {
        return done() ? "done: " + BlockNumbers.of(blocks) : code + ": " + reason;
    }
}
