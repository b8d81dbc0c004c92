package org.mmlab.reclaim.readahead;

import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.FileView;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadLimits;
import org.mmlab.api.reclaim.ReadaheadState;
import org.mmlab.api.reclaim.ReadaheadWindow;

/**
 * Reads the needed page and the same number of pages after it every time, whatever was read before, as far as the device's limits go. A
 * read(2) of more takes what it asks for, up to the largest request of the device, as in Linux ({@code page_cache_sync_ra}).
 */
@PolicySpec(
        name = "fixed",
        doc = "the needed page and a fixed number after it",
        parameters = {
            @PolicySpec.Parameter(
                    name = "pages",
                    type = ParameterType.INT,
                    defaultValue = "8",
                    min = 1,
                    max = 65536,
                    doc = "pages of the window, the needed one included")
        })
public final class FixedReadahead implements Readahead {
    private int pages = 8;
    private int mostPages;
    private int mostWanted;

    /** With the default window. */
    public FixedReadahead() {}

    @Override
    public void configure(PolicyParameters parameters) {
        pages = (int) parameters.integer("pages");
    }

    @Override
    public void attach(ReadaheadLimits limits) {
        mostPages = limits.pages();
        mostWanted = limits.pages() == 0 ? 0 : Math.max(limits.pages(), limits.ioPages());
    }

    @Override
    public void onReadMiss(
            FileView file, ReadaheadState state, long index, int wanted, Access access, ReadaheadWindow window) {
        fill(window, index, Math.max(Math.min(pages, mostPages), Math.min(wanted, mostWanted)));
    }

    @Override
    public void onFaultMiss(FileView file, ReadaheadState state, long index, Access access, ReadaheadWindow window) {
        if (access == Access.RANDOM) {
            window.none();
        } else {
            fill(window, index, Math.min(pages, mostPages));
        }
    }

    private static void fill(ReadaheadWindow window, long index, int count) {
        if (count == 0) {
            window.none();
        } else {
            window.set(index, count, ReadaheadWindow.NO_MARKER, 0);
        }
    }

    @Override
    public void onFaultHit(ReadaheadState state, Access access) {}

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
    }

    @Override
    public void onMappedAround(ReadaheadState state, int pages) {}
}
