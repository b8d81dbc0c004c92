package org.mmlab.api.reclaim;

import org.mmlab.api.address.qual.FrameIndex;

/**
 * A replacement policy that lets pages go at a hit, although no frame is wanted.
 *
 * <p>Few published algorithms do: segmented LRU, where a hit pushes pages down its ladder and one falls off. A mechanism that
 * follows the algorithm to the letter asks {@link #surplus} after every {@link #access}; one that does not ask keeps such pages
 * until it wants a frame, and loses nothing by it.
 */
public interface HitEvictingPolicy extends ReplacementPolicy {
    /**
     * Names a page that the last access pushed out. Asked again until it gives {@code NO_FRAME}; what it gave was evicted and
     * reported by {@link #evicted} in between.
     */
    @FrameIndex int surplus();
}
