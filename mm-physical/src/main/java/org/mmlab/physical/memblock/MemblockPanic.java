package org.mmlab.physical.memblock;

/**
 * The kernel would stop here: memblock met a state from which it cannot go on ({@code panic()} or {@code BUG_ON()} in
 * {@code mm/memblock.c}). The message is the kernel's where it has one. The memblock that threw it must not be used again.
 */
public final class MemblockPanic extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A panic with the kernel's own words. */
    public MemblockPanic(String message) {
        super(message);
    }
}
