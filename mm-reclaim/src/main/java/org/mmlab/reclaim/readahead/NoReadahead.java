package org.mmlab.reclaim.readahead;

import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.FileView;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadLimits;
import org.mmlab.api.reclaim.ReadaheadState;
import org.mmlab.api.reclaim.ReadaheadWindow;

/** Reads what is asked for and nothing else: pure demand paging. */
@PolicySpec(name = "none", doc = "only the page that is needed")
public final class NoReadahead implements Readahead {
    /** Has no state. */
    public NoReadahead() {}

    @Override
    public void attach(ReadaheadLimits limits) {}

    @Override
    public void onReadMiss(
            FileView file, ReadaheadState state, long index, int wanted, Access access, ReadaheadWindow window) {
        window.none();
    }

    @Override
    public void onFaultMiss(FileView file, ReadaheadState state, long index, Access access, ReadaheadWindow window) {
        window.none();
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
