package org.mmlab.tck.contract;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.translation.PageTable;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.TableFrames;

/** Makes page tables where memory is ample. */
final class Subjects {
    private Subjects() {}

    static PageTable create(
            PageTableFormat format, PhysicalMemory memory, TableFrames frames, @Nullable PageTable kernel) {
        PageTable table = format.create(memory, frames, kernel);
        if (table == null) {
            throw new AssertionError("create returned null although frames were to be had");
        }
        return table;
    }
}
