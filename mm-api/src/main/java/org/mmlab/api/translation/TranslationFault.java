package org.mmlab.api.translation;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a translation failed, as a negative {@code long}: the sign says that it is a fault, the low bits are the error code that an
 * x86 CPU pushes (Linux: {@code enum x86_pf_error_code}). Formats of other architectures report the same bits.
 */
public final class TranslationFault {
    /** The page was there: rights were violated. Without it, no entry maps the address. */
    public static final int PRESENT = 1;
    /** The access was a write. */
    public static final int WRITE = 1 << 1;
    /** The access was made in user mode. */
    public static final int USER = 1 << 2;
    /** An entry on the way has a reserved bit set. */
    public static final int RESERVED = 1 << 3;
    /** The access was an instruction fetch. */
    public static final int FETCH = 1 << 4;
    /** The address is not canonical: a general protection fault and not a page fault. */
    public static final int NON_CANONICAL = 1 << 16;

    /** No fault. */
    public static final long NONE = 0;

    private static final long SIGN = Long.MIN_VALUE;

    private TranslationFault() {}

    /** The fault with these error bits. */
    public static long of(int errorBits) {
        return SIGN | errorBits;
    }

    /** The fault of {@code access} (a mask of {@link Access}) for {@code cause}: 0 where nothing is mapped, else PRESENT or RESERVED. */
    public static long of(int access, int cause) {
        int bits = cause;
        if ((access & Access.WRITE) != 0) {
            bits |= WRITE;
        }
        if ((access & Access.SUPERVISOR) == 0) {
            bits |= USER;
        }
        if ((access & Access.FETCH) != 0) {
            bits |= FETCH;
        }
        return SIGN | bits;
    }

    /** Whether what a translation returned is a fault. */
    public static boolean isFault(long translation) {
        return translation < 0;
    }

    /** The error bits of a fault. */
    public static int errorBits(long fault) {
        return (int) fault;
    }

    /** In words: {@code not present, write, user}. */
    public static String describe(long fault) {
        int bits = errorBits(fault);
        if ((bits & NON_CANONICAL) != 0) {
            return "non-canonical address";
        }
        List<String> words = new ArrayList<>();
        words.add((bits & PRESENT) != 0 ? "protection violation" : "not present");
        if ((bits & RESERVED) != 0) {
            words.add("reserved bit set");
        }
        words.add((bits & FETCH) != 0 ? "fetch" : (bits & WRITE) != 0 ? "write" : "read");
        words.add((bits & USER) != 0 ? "user" : "supervisor");
        return String.join(", ", words);
    }
}
