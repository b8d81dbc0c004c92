package org.mmlab.api.reclaim;

import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.Policy;

/**
 * Decides which resident page goes when a frame is needed. One instance orders the pages of one pool of frames (a node's
 * evictable pages, or the frames of {@code mm compare}).
 *
 * <p>A resident page has a frame and a page number. Frames are small indexes that are used again; page numbers identify
 * contents: dense, from 0, the same for a page that comes back, so that ghost entries can be arrays by page number
 * ({@link ReplacementContext#pages} tells how many there are so far). The policy never touches a page: it orders, the
 * mechanism evicts.
 *
 * <p><b>Who calls what.</b> The machine's thread, never re-entrantly:
 * <pre>
 *   attach (victim* admit | access | removed)*
 *   victim -> evicted     the mechanism evicted what the policy named
 *   victim -> kept        it could not (dirty, locked, pinned): the policy may name another one
 * </pre>
 * A hit calls {@link #access} alone, and only where {@link #sight} asks for it. A miss calls {@link #victim} first where no
 * frame is free, then {@link #admit}: the victim is chosen before the new page enters. {@link #victim} may also be called with
 * {@link #NO_PAGE}, when memory is wanted but no page waits.
 *
 * <p>The mechanism checks every answer: a frame that is not resident in this policy's pool is an error that names the policy.
 */
public interface ReplacementPolicy extends Policy {
    /** No page waits for the frame. */
    int NO_PAGE = -1;

    /** What the policy must observe. Asked once, before {@link #attach}. */
    default Sight sight() {
        return Sight.EVERY_ACCESS;
    }

    /** Gives the policy its pool; called once. */
    void attach(ReplacementContext context);

    /** Page {@code page} is now resident in {@code frame}, which the policy does not hold. Amortised O(1) expected. */
    void admit(@FrameIndex int frame, int page);

    /** The page in {@code frame} was accessed, after its admission. Called for hits only. The hot path: allocation-free. */
    void access(@FrameIndex int frame, int page);

    /**
     * Names the page to go.
     *
     * @param incoming the page that will be admitted next, or {@link #NO_PAGE}
     * @return its frame; {@code NO_FRAME} where the policy holds none or will give none up in this round
     */
    @FrameIndex int victim(int incoming);

    /** The page that {@link #victim} named is gone; the policy forgets the frame and may remember the page as a ghost. */
    void evicted(@FrameIndex int frame, int page);

    /** The page that {@link #victim} named stays resident. The policy keeps it, away from where it would be named next. */
    void kept(@FrameIndex int frame, int page);

    /** A resident page went for another reason (freed, truncated, locked): no ghost. */
    void removed(@FrameIndex int frame, int page);
}
