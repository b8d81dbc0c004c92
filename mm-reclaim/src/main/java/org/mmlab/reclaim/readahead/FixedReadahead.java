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

/** Reads the needed page and the same number of pages after it every time, whatever was read before. */
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

    /** With the default window. */
    public FixedReadahead() {}

    @Override
    public void configure(PolicyParameters parameters) {
        pages = (int) parameters.integer("pages");
    }

    @Override
    public void attach(ReadaheadLimits limits) {}

    @Override
    public void onReadMiss(
            FileView file, ReadaheadState state, long index, int wanted, Access access, ReadaheadWindow window) {
        window.set(index, Math.max(pages, wanted), ReadaheadWindow.NO_MARKER, 0);
    }

    @Override
    public void onFaultMiss(FileView file, ReadaheadState state, long index, Access access, ReadaheadWindow window) {
        if (access == Access.RANDOM) {
            window.none();
        } else {
            window.set(index, pages, ReadaheadWindow.NO_MARKER, 0);
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
