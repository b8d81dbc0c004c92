package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;

/** The advices of madvise, with their numbers (Linux: {@code MADV_*}). */
public enum Advice {
    /** No special treatment. */
    NORMAL(0),
    /** Reads will be at random. */
    RANDOM(1),
    /** Reads will be in order. */
    SEQUENTIAL(2),
    /** Will be needed soon. */
    WILLNEED(3),
    /** Contents are not needed any more. */
    DONTNEED(4),
    /** Contents may be dropped when memory is short. */
    FREE(8),
    /** Contents and their backing go. */
    REMOVE(9),
    /** Not for the child. */
    DONTFORK(10),
    /** For the child again. */
    DOFORK(11),
    /** KSM may merge equal pages. */
    MERGEABLE(12),
    /** KSM may not. */
    UNMERGEABLE(13),
    /** Huge pages are welcome. */
    HUGEPAGE(14),
    /** No huge pages. */
    NOHUGEPAGE(15),
    /** Not in core dumps. */
    DONTDUMP(16),
    /** In core dumps again. */
    DODUMP(17),
    /** The child sees zeroes. */
    WIPEONFORK(18),
    /** The child sees the contents again. */
    KEEPONFORK(19),
    /** Not needed for a while. */
    COLD(20),
    /** Reclaim now. */
    PAGEOUT(21),
    /** Bring in for reading. */
    POPULATE_READ(22),
    /** Bring in for writing. */
    POPULATE_WRITE(23),
    /** DONTNEED for locked areas too. */
    DONTNEED_LOCKED(24),
    /** Make huge pages now. */
    COLLAPSE(25),
    /** Every access is a fault; pages go. */
    GUARD_INSTALL(102),
    /** Takes guards away. */
    GUARD_REMOVE(103);

    private static final Advice[] ALL = values();

    private final int number;

    Advice(int number) {
        this.number = number;
    }

    /** The number that a program passes. */
    public int number() {
        return number;
    }

    /** The advice of a number; null where a release does not know it. Guards came with 6.13. */
    static @Nullable Advice of(int number, KernelVersion kernel) {
        for (Advice advice : ALL) {
            if (advice.number == number) {
                boolean late = advice == GUARD_INSTALL || advice == GUARD_REMOVE;
                return late && !kernel.atLeast(KernelVersion.V6_18) ? null : advice;
            }
        }
        return null;
    }

    /** Throws pages away, which a seal forbids where the owner could not overwrite them (Linux: {@code is_discard}). */
    boolean discards() {
        return switch (this) {
            case FREE, DONTNEED, DONTNEED_LOCKED, REMOVE, DONTFORK, WIPEONFORK, GUARD_INSTALL -> true;
            default -> false;
        };
    }
}
