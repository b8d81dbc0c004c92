package org.mmlab.kit.trace;

/**
 * A trace that can be read as often as wanted, each time from its beginning.
 *
 * <p>Opened by {@code org.mmlab.kit.trace.format.TraceFormats}. Immutable: the readers hold the state.
 */
public interface Trace {

    /** What messages and reports call the trace: its path, or the name of the bundled resource. */
    String name();

    /** The name of its format, as {@code --trace-format} takes it. */
    String formatName();

    /** What the trace says about itself before its first event. */
    TraceHeader header();

    /** Whether {@link #references()} can be called: true for traces of programs, false for those of blocks and objects. */
    boolean hasReferences();

    /**
     * Opens the references from the first one on.
     *
     * @throws TraceException if the trace cannot be opened, or holds keys only
     */
    ReferenceReader references();

    /**
     * Opens the keys from the first one on.
     *
     * @throws TraceException if the trace cannot be opened
     */
    KeyReader keys();
}
