package org.mmlab.physical.hotplug;

/**
 * How a step ended.
 *
 * @param reason in a sentence, empty where it succeeded
 */
public record HotplugOutcome(Code code, String reason) {
    /** It was done. */
    public static final HotplugOutcome DONE = new HotplugOutcome(Code.DONE, "");

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

    static HotplugOutcome refused(Code code, String reason) {
        return new HotplugOutcome(code, reason);
    }

    @Override
    public String toString() {
        return done() ? "done" : code + ": " + reason;
    }
}
