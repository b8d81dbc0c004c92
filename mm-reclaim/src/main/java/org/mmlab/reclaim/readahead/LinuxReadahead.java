package org.mmlab.reclaim.readahead;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.FileView;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadLimits;
import org.mmlab.api.reclaim.ReadaheadState;
import org.mmlab.api.reclaim.ReadaheadWindow;

/**
 * Linux's on-demand readahead (Linux: {@code page_cache_sync_ra}, {@code page_cache_async_ra}, {@code do_sync_mmap_readahead},
 * {@code do_async_mmap_readahead}).
 *
 * <p>Changed between releases: since 6.17 the folio order grows with every window that the marker starts, and a window of
 * large folios ends on a boundary of them.
 */
@PolicySpec(name = "linux", doc = "on-demand windows with a marker page, read-around for faults (Linux mm/readahead.c)")
public final class LinuxReadahead implements Readahead {
    /** So many more misses than hits, and faults stop reading around (Linux: {@code MMAP_LOTSAMISS}). */
    private static final int LOTS_OF_MISSES = 100;

    private @MonotonicNonNull ReadaheadLimits limits;

    /** Not attached yet. */
    public LinuxReadahead() {}

    @Override
    public void attach(ReadaheadLimits limits) {
        this.limits = limits;
    }

    @Override
    public void onReadMiss(
            FileView file, ReadaheadState state, long index, int wanted, Access access, ReadaheadWindow window) {
        if (limits().pages() == 0 || access == Access.RANDOM) {
            window.set(index, limits().pages() == 0 ? 1 : wanted, ReadaheadWindow.NO_MARKER, 0);
            return;
        }
        synchronous(file, state, index, wanted, window);
    }

    @Override
    public void onFaultMiss(FileView file, ReadaheadState state, long index, Access access, ReadaheadWindow window) {
        int max = pages(state);
        if (access == Access.RANDOM || max == 0) {
            window.none();
            return;
        }
        if (access == Access.SEQUENTIAL) {
            synchronous(file, state, index, max, window);
            return;
        }
        if (missesTooOften(state)) {
            window.none();
            return;
        }
        state.start = Math.max(0, index - max / 2);
        state.size = max;
        state.asyncSize = max / 4;
        state.order = 0;
        fill(state, window);
    }

    /** Since 6.16 code is read from the page on, not around it, and not beyond the area. */
    @Override
    public void onExecutableMiss(
            FileView file, ReadaheadState state, long index, Access access, long areaEnd, ReadaheadWindow window) {
        int max = pages(state);
        if (!limits().version().atLeast(KernelVersion.V6_18) || max == 0 || access == Access.SEQUENTIAL) {
            onFaultMiss(file, state, index, access, window);
            return;
        }
        if (missesTooOften(state)) {
            window.none();
            return;
        }
        state.start = index;
        state.size = (int) Math.min(max, areaEnd - index);
        state.asyncSize = 0;
        state.order = 0;
        fill(state, window);
    }

    private static boolean missesTooOften(ReadaheadState state) {
        if (state.mmapMiss < LOTS_OF_MISSES * 10) {
            state.mmapMiss++;
        }
        return state.mmapMiss > LOTS_OF_MISSES;
    }

    @Override
    public void onFaultHit(ReadaheadState state, Access access) {
        if (access != Access.RANDOM && limits().pages() != 0 && state.mmapMiss > 0) {
            state.mmapMiss--;
        }
    }

    @Override
    public void onMappedAround(ReadaheadState state, int pages) {
        state.mmapMiss = Math.max(0, state.mmapMiss - pages);
    }

    @Override
    public void onMarker(
            FileView file,
            ReadaheadState state,
            long index,
            int order,
            int wanted,
            Access access,
            ReadaheadWindow window) {
        window.none();
        if (limits().pages() == 0 || access == Access.RANDOM) {
            return;
        }
        int max = maxPages(state, wanted);
        long expected = state.start + state.size - state.asyncSize & -(1L << order);
        if (index == expected) {
            state.start += state.size;
            state.size = Math.max(state.size, nextSize(state.size, max));
        } else {
            long miss = file.nextMiss(index + 1, max);
            if (miss - index > max) {
                return;
            }
            state.start = miss;
            state.size = nextSize((int) (miss - index) + wanted, max);
        }
        growOrder(state, order);
        state.asyncSize = state.size;
        fill(state, window);
    }

    /** Start of file, oversized read or sequential miss: the initial window; else a window by what is cached before it. */
    private void synchronous(FileView file, ReadaheadState state, long index, int wanted, ReadaheadWindow window) {
        int max = maxPages(state, wanted);
        long previous = state.previousByte >> 12;
        long distance = index - previous;
        if (index == 0 || wanted > max || distance == 0 || distance == 1) {
            state.start = index;
            state.size = initialSize(wanted, max);
            state.asyncSize = state.size > wanted ? state.size - wanted : state.size >> 1;
        } else {
            long miss = file.previousMiss(index - 1, max);
            int cached = (int) (index - miss - 1);
            if (cached <= wanted) {
                window.set(index, wanted, ReadaheadWindow.NO_MARKER, 0);
                return;
            }
            if (miss == -1) {
                cached *= 2;
            }
            state.start = index;
            state.size = Math.min(cached + wanted, max);
            state.asyncSize = 1;
        }
        state.order = 0;
        fill(state, window);
    }

    private void growOrder(ReadaheadState state, int order) {
        if (!limits().largeFolios()) {
            return;
        }
        if (limits().version().atLeast(KernelVersion.V6_18)) {
            state.order = Math.min(state.order + 2, log2(state.size));
            long end = state.start + state.size;
            long aligned = end & -(1L << state.order);
            if (aligned > state.start) {
                state.size -= (int) (end - aligned);
            }
        } else {
            state.order = order + 2;
        }
        state.order = Math.min(state.order, log2(state.size));
    }

    private static int log2(int pages) {
        return 31 - Integer.numberOfLeadingZeros(Math.max(1, pages));
    }

    private static void fill(ReadaheadState state, ReadaheadWindow window) {
        long marker = state.asyncSize == 0 ? ReadaheadWindow.NO_MARKER : state.start + state.size - state.asyncSize;
        window.set(state.start, state.size, marker, state.order);
    }

    /** A read of more than the window may use the device's largest request. */
    private int maxPages(ReadaheadState state, int wanted) {
        int max = pages(state);
        return wanted > max && limits().ioPages() > max ? Math.min(wanted, limits().ioPages()) : max;
    }

    /** The file's window: the device's, or twice that where the file is read sequentially. */
    private int pages(ReadaheadState state) {
        return limits().pages() * state.windowFactor;
    }

    private static int initialSize(int wanted, int max) {
        int size = wanted <= 1 ? 1 : Integer.highestOneBit(wanted - 1) << 1;
        if (size <= max / 32) {
            return size * 4;
        }
        return size <= max / 4 ? size * 2 : max;
    }

    private static int nextSize(int size, int max) {
        if (size < max / 16) {
            return 4 * size;
        }
        return size <= max / 2 ? 2 * size : max;
    }

    private ReadaheadLimits limits() {
        if (limits == null) {
            throw new IllegalStateException("readahead policy 'linux' is used before it was attached");
        }
        return limits;
    }
}
