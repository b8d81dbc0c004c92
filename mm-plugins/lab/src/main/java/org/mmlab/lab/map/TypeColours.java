package org.mmlab.lab.map;

import java.util.List;
import org.mmlab.api.memory.MigrateType;

/** The colours of migratetypes. */
final class TypeColours {
    /** Of a cell with pageblocks of several types. */
    static final String SEVERAL = "#999999";

    private static final List<String> COLOURS = List.of("#d55e00", "#56b4e9", "#009e73", "#f0e442", "#000000");

    private TypeColours() {}

    /** The colour of a type of {@link MigrateType}. */
    static String of(int type) {
        return COLOURS.get(type);
    }

    /** The colour of a cell. */
    static String of(Cell cell) {
        return cell.typeCount() > 1 ? SEVERAL : of(cell.firstType());
    }
}
