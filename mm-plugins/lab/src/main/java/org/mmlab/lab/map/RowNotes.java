package org.mmlab.lab.map;

import org.mmlab.kit.machine.BootLayout;

/** What stands beside a row: the zones and the sections that begin in it. */
final class RowNotes {
    private final long sectionFrames;
    private final long rowFrames;

    RowNotes(MemoryGrid grid) {
        sectionFrames = 1L << BootLayout.sectionShift(grid.machine().spec());
        rowFrames = grid.framesPerRow();
    }

    /** Zones, then sections; empty where none begins. */
    String of(Row row) {
        String zones = String.join(" ", row.zones());
        String sections = sections(row);
        return zones + (zones.isEmpty() || sections.isEmpty() ? "" : ", ") + sections;
    }

    private String sections(Row row) {
        long first = (row.startPfn() + sectionFrames - 1) / sectionFrames;
        long last = (row.startPfn() + rowFrames - 1) / sectionFrames;
        if (first > last) {
            return "";
        }
        return first == last ? "section " + first : "sections " + first + "-" + last;
    }

    /** Frames in a section. */
    long sectionFrames() {
        return sectionFrames;
    }
}
