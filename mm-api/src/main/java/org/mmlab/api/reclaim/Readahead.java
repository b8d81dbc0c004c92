package org.mmlab.api.reclaim;

import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.plugin.Policy;

/**
 * Decides which pages of a file come along with the one that is needed. One instance a machine; what it remembers of a file
 * stands in that file's {@link ReadaheadState}.
 *
 * <p>Called by the page cache on the machine's thread, in the middle of a fault or a read(2); it answers by filling the
 * window and does no I/O itself. The needed page is read in any case, also where the window leaves it out. The window's
 * marker is set on a page that is newly read; when that page is found later, {@link #onMarker} is called.
 *
 * <p>Built in: {@code linux} ({@code mm/readahead.c}), {@code none}, {@code fixed}.
 */
public interface Readahead extends Policy {
    /** Gives the policy the device's limits; called once. */
    void attach(ReadaheadLimits limits);

    /** read(2) of {@code wanted} pages found page {@code index} absent. */
    void onReadMiss(FileView file, ReadaheadState state, long index, int wanted, Access access, ReadaheadWindow window);

    /** A fault found page {@code index} absent. */
    void onFaultMiss(FileView file, ReadaheadState state, long index, Access access, ReadaheadWindow window);

    /**
     * A fault in an area that may be executed found page {@code index} absent; policies that know no difference leave it to
     * {@link #onFaultMiss}.
     *
     * @param areaEnd the page of the file behind the last that the area maps
     */
    default void onExecutableMiss(
            FileView file, ReadaheadState state, long index, Access access, long areaEnd, ReadaheadWindow window) {
        onFaultMiss(file, state, index, access, window);
    }

    /** A fault found its page. */
    void onFaultHit(ReadaheadState state, Access access);

    /**
     * The page with the marker was found, whose mark is gone now.
     *
     * @param order log2 of the pages of its folio
     * @param wanted pages that the read asks for from there on
     */
    void onMarker(
            FileView file,
            ReadaheadState state,
            long index,
            int order,
            int wanted,
            Access access,
            ReadaheadWindow window);

    /** Fault-around mapped {@code pages} cached pages. */
    void onMappedAround(ReadaheadState state, int pages);
}
