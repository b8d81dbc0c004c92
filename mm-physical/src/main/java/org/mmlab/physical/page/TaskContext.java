package org.mmlab.physical.page;

import org.mmlab.api.memory.Gfp;

/**
 * What the running task has declared about its allocations (Linux: {@code current->flags} with {@code memalloc_noio_save} and its
 * like). Scopes nest: {@link #enter} gives the old state, {@link #leave} restores it.
 */
public final class TaskContext {
    /** The task frees memory: it may use all reserves and must not reclaim (kswapd, direct reclaim). */
    public static final int MEMALLOC = 1;
    /** No I/O: reclaim would come back here. */
    public static final int NOIO = 1 << 1;
    /** No file-system calls. */
    public static final int NOFS = 1 << 2;
    /** Pages will be pinned for long: not from Movable. */
    public static final int PIN = 1 << 3;
    /** The task is being killed for want of memory. */
    public static final int OOM_VICTIM = 1 << 4;

    private int flags;

    /** Nothing declared. */
    public TaskContext() {}

    /** Declares {@code more} as well; gives the state to be restored. */
    public int enter(int more) {
        int old = flags;
        flags |= more;
        return old;
    }

    /** Restores a state that {@link #enter} gave. */
    public void leave(int old) {
        flags = old;
    }

    /** Whether a flag is declared. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The mask that a request has in this context (Linux: {@code current_gfp_context}). */
    public int constrain(int gfp) {
        if ((flags & (NOIO | NOFS | PIN)) == 0) {
            return gfp;
        }
        int mask = gfp;
        if (has(NOIO)) {
            mask &= ~(Gfp.IO | Gfp.FS);
        } else if (has(NOFS)) {
            mask &= ~Gfp.FS;
        }
        return has(PIN) ? mask & ~Gfp.MOVABLE : mask;
    }
}
