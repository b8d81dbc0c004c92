package org.mmlab.api.reclaim;

/**
 * What one round of reclaim is allowed and asked to do, and what came of it (Linux: {@code struct scan_control}). Made by the
 * mechanism, which also sets the permissions by the allocation's GFP flags; a {@link ScanningPolicy} reads the request and the
 * mechanism adds up the results. Plain fields: it is passed down many levels and changes on the way.
 */
public final class ScanControl {
    /** Priority of the first round: a 4096th of each list is looked at. */
    public static final int DEFAULT_PRIORITY = 12;
    /** Frames that reclaim works on at a time. */
    public static final int CLUSTER = 32;

    /** On whose behalf memory is reclaimed. */
    public enum Cause {
        /** The background thread of a node. */
        KSWAPD,
        /** An allocation that found no memory. */
        DIRECT,
        /** A group of processes that reached its limit. */
        LIMIT
    }

    /** On whose behalf. */
    public Cause cause;
    /** The allocation's GFP flags: without IO nothing is written or swapped, without FS no file system is called. */
    public int gfp;
    /** log2 of the frames that the allocation needs in a row; kswapd may lower it. */
    public int order;
    /** Greatest zone type whose frames help. */
    public int highestZone;
    /** Frames wanted. */
    public long toReclaim;
    /** A list is scanned by its size shifted right by this; 12 at first, 0 at last. */
    public int priority = DEFAULT_PRIORITY;
    /** Whether dirty pages may be written. */
    public boolean mayWritePage = true;
    /** Whether mapped pages may go. */
    public boolean mayUnmap = true;
    /** Whether anonymous pages may go. */
    public boolean maySwap = true;

    /** Active pages are deactivated whatever the lists look like: the last resort. */
    public boolean forceDeactivate;
    /** Active pages were spared, so that {@link #forceDeactivate} may still help. */
    public boolean skippedDeactivate;
    /** Plentiful inactive file pages are no reason to spare anonymous ones. */
    public boolean noCacheTrim;
    /** The policy spared anonymous pages for plentiful file pages, and freed nothing. */
    public boolean cacheTrimFailed;

    /** Frames looked at. */
    public long scanned;
    /** Frames freed. */
    public long reclaimed;
    /** File frames found dirty or in writeback. */
    public long dirty;
    /** File frames found dirty and not in writeback. */
    public long unqueuedDirty;
    /** Frames found in writeback for the second time. */
    public long congested;
    /** Frames found in writeback. */
    public long writeback;
    /** Frames whose writeback reclaim is waiting for. */
    public long immediate;
    /** Frames isolated. */
    public long taken;
    /** File frames isolated. */
    public long fileTaken;
    /** Frames sent to their device. */
    public long pageout;
    /** Anonymous frames activated. */
    public long activatedAnon;
    /** File frames activated. */
    public long activatedFile;
    /** Referenced frames that were left on their inactive list. */
    public long keptReferenced;

    /** A request of {@code toReclaim} frames. */
    public ScanControl(Cause cause, int gfp, int order, int highestZone, long toReclaim) {
        this.cause = cause;
        this.gfp = gfp;
        this.order = order;
        this.highestZone = highestZone;
        this.toReclaim = toReclaim;
    }

    /** Makes this the control of another request, as a new one would be. */
    public void restart(Cause newCause, int newGfp, int newOrder, int newHighestZone, long newToReclaim) {
        cause = newCause;
        gfp = newGfp;
        order = newOrder;
        highestZone = newHighestZone;
        toReclaim = newToReclaim;
        priority = DEFAULT_PRIORITY;
        mayWritePage = true;
        mayUnmap = true;
        maySwap = true;
        forceDeactivate = false;
        skippedDeactivate = false;
        noCacheTrim = false;
        cacheTrimFailed = false;
        scanned = 0;
        reclaimed = 0;
        pageout = 0;
        activatedAnon = 0;
        activatedFile = 0;
        keptReferenced = 0;
        clearFindings();
    }

    /** Forgets what was found, but not what was scanned and reclaimed, before a node is shrunk. */
    public void clearFindings() {
        dirty = 0;
        unqueuedDirty = 0;
        congested = 0;
        writeback = 0;
        immediate = 0;
        taken = 0;
        fileTaken = 0;
    }
}
