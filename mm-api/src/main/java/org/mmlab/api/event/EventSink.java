package org.mmlab.api.event;

/**
 * Sees what happens inside a machine, one primitive call an event. Called on the machine's thread, in order; must not call
 * back into the machine. {@link #NONE} costs a call of an empty method.
 */
public interface EventSink {
    /** Takes no notice. */
    EventSink NONE = (kind, a, b, c) -> {};

    /**
     * An event happened.
     *
     * @param kind one of {@link EventKind}'s numbers
     * @param a first operand, as the kind says
     * @param b second operand
     * @param c third operand
     */
    void event(int kind, long a, long b, long c);
}
