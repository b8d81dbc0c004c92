package org.mmlab.virtual.ops;

/** No frame was free for the top page table of a new address space. */
public final class OutOfTablesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfTablesException(String message) {
        super(message);
    }
}
