package org.mmlab.virtual.mm;

import java.util.Arrays;

/** A process's limits on memory, in bytes (Linux: {@code setrlimit}): soft limits count, hard ones bound what may be set. */
public final class Rlimits {
    /** No limit (Linux: {@code RLIM_INFINITY}). */
    public static final long INFINITY = -1L;

    private static final long EIGHT_MIB = 8L << 20;

    /** What is limited. */
    public enum Resource {
        /** Address space. */
        AS,
        /** Private writable memory and the heap. */
        DATA,
        /** One stack. */
        STACK,
        /** Locked memory. */
        MEMLOCK
    }

    private final long[] bytes = new long[Resource.values().length];
    private final long[] hard = new long[Resource.values().length];

    /** Linux's defaults ({@code INIT_RLIMITS}): 8 MiB of stack and of locked memory, of which the latter is hard; else no limit. */
    public Rlimits() {
        Arrays.fill(bytes, INFINITY);
        Arrays.fill(hard, INFINITY);
        bytes[Resource.STACK.ordinal()] = EIGHT_MIB;
        set(Resource.MEMLOCK, EIGHT_MIB);
    }

    /** A limit in bytes, unsigned; {@link #INFINITY} is none. */
    public long get(Resource resource) {
        return bytes[resource.ordinal()];
    }

    /** Sets a limit, soft and hard alike. */
    public void set(Resource resource, long limit) {
        bytes[resource.ordinal()] = limit;
        hard[resource.ordinal()] = limit;
    }

    /** Whether a limit is above the hard one, which only a privileged process may raise. */
    public boolean isRaise(Resource resource, long limit) {
        return Long.compareUnsigned(limit, hard[resource.ordinal()]) > 0;
    }

    /** Whether {@code amount} bytes are within a limit. */
    public boolean allows(Resource resource, long amount) {
        return Long.compareUnsigned(amount, get(resource)) <= 0;
    }

    /** Whether {@code pages} pages are within a limit, which counts whole pages only. */
    public boolean allowsPages(Resource resource, long pages) {
        return pages <= get(resource) >>> 12;
    }

    /** Takes over another's limits, as fork does. */
    public void copyFrom(Rlimits other) {
        System.arraycopy(other.bytes, 0, bytes, 0, bytes.length);
        System.arraycopy(other.hard, 0, hard, 0, hard.length);
    }
}
