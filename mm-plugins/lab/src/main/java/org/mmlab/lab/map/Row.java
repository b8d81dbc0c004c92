package org.mmlab.lab.map;

import java.util.List;

/**
 * A row of a picture: cells of one node that follow one another.
 *
 * @param startPfn first frame of the first cell
 * @param cells the cells, {@link Cell#HOLE} where no frame of the node is
 * @param zones names of the zones that begin in it, or go on from another row behind a hole
 */
record Row(long startPfn, Cell[] cells, List<String> zones) {
    /** Whether a picture of both is the same, zones aside. */
    boolean looksLike(Row other) {
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].looksLike(other.cells[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether any frame is in it. */
    boolean hasMemory() {
        for (Cell cell : cells) {
            if (cell.present() != 0) {
                return true;
            }
        }
        return false;
    }
}
