package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.reclaim.FileView;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadLimits;
import org.mmlab.api.reclaim.ReadaheadState;
import org.mmlab.api.reclaim.ReadaheadWindow;
import org.mmlab.tck.contract.ReadaheadContract.Use;

/** A file of which pages are cached or not, which asks a readahead policy as the page cache does and looks at its windows. */
final class ReadaheadModel implements FileView {
    /** Pages of the file. */
    static final int PAGES = 400;

    private static final int UNTOUCHED = Integer.MIN_VALUE;

    private final Readahead policy;
    private final @Nullable ReadaheadLimits limits;
    private final ReadaheadState state = new ReadaheadState();
    private final ReadaheadWindow window = new ReadaheadWindow();
    private final BitSet cached = new BitSet(PAGES);
    private final List<String> windows = new ArrayList<>();
    private long marked = ReadaheadWindow.NO_MARKER;
    private int readOn;

    /** A file of which nothing is cached; windows are held against the limits, if there are any. */
    ReadaheadModel(Readahead policy, @Nullable ReadaheadLimits limits) {
        this.policy = policy;
        this.limits = limits;
    }

    /** All windows so far. */
    List<String> windows() {
        return windows;
    }

    void use(Use use) {
        int end = Math.min(PAGES, use.page() + use.pages());
        switch (use.kind()) {
            case READ_ON -> read(readOn >= PAGES ? 0 : readOn, use.pages(), use.access());
            case READ_AT -> read(use.page(), use.pages(), use.access());
            case FAULT -> fault(use.page(), end, use.access());
            case MAP_AROUND -> policy.onMappedAround(state, use.pages());
            case EVICT -> cached.clear(use.page(), end);
        }
    }

    private void read(int from, int pages, Access access) {
        int end = Math.min(PAGES, from + pages);
        for (int page = from; page < end; page++) {
            int wanted = end - page;
            if (!cached.get(page)) {
                forget();
                policy.onReadMiss(this, state, page, wanted, access, window);
                bringIn("onReadMiss of " + wanted + " pages at " + page, wanted);
            }
            cached.set(page);
            marker(page, wanted, access);
        }
        state.previousByte = (long) end * Addresses.PAGE_SIZE - 1;
        readOn = end;
    }

    private void fault(int from, int end, Access access) {
        for (int page = from; page < end; page++) {
            if (cached.get(page)) {
                policy.onFaultHit(state, access);
                marker(page, 1, access);
            } else {
                forget();
                policy.onFaultMiss(this, state, page, access, window);
                bringIn("onFaultMiss at " + page, 1);
                cached.set(page);
            }
        }
    }

    private void marker(int page, int wanted, Access access) {
        if (marked == page) {
            marked = ReadaheadWindow.NO_MARKER;
            forget();
            policy.onMarker(this, state, page, 0, wanted, access, window);
            bringIn("onMarker for " + wanted + " pages at " + page, wanted);
        }
    }

    private void forget() {
        window.set(UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED);
    }

    private void bringIn(String question, int wanted) {
        String given = window.pages() + " pages from " + window.start() + ", marker " + window.marker() + ", order "
                + window.order();
        windows.add(given);
        if (window.pages() == UNTOUCHED) {
            throw Subject.wrong(policy, question + " did not fill in the window");
        }
        String what = question + " gave a window of " + given;
        if (window.pages() < 0 || window.start() < 0 || window.order() < 0) {
            throw Subject.wrong(policy, what + ": none may be negative");
        }
        ReadaheadLimits most = limits;
        if (most != null && window.pages() > Math.max(wanted, Math.max(most.pages(), most.ioPages()))) {
            throw Subject.wrong(policy, what + ", which is more than " + most + " allow");
        }
        long end = window.start() + window.pages();
        if (window.marker() != ReadaheadWindow.NO_MARKER
                && (window.marker() < window.start() || window.marker() >= end)) {
            throw Subject.wrong(policy, what + ": the marker is not on one of its pages");
        }
        for (long page = window.start(); page < Math.min(end, PAGES); page++) {
            if (!cached.get((int) page)) {
                cached.set((int) page);
                marked = page == window.marker() ? page : marked;
            }
        }
    }

    @Override
    public long pages() {
        return PAGES;
    }

    @Override
    public long previousMiss(long index, int max) {
        long least = index - max;
        long page = index;
        while (page > least && page >= 0 && cached.get((int) page)) {
            page--;
        }
        return page;
    }

    @Override
    public long nextMiss(long index, int max) {
        long end = index + max;
        long page = index;
        while (page < end && page < PAGES && cached.get((int) page)) {
            page++;
        }
        return page;
    }
}
