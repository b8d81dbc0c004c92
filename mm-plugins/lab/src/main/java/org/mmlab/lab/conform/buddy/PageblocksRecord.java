package org.mmlab.lab.conform.buddy;

import org.mmlab.api.memory.ZoneType;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/**
 * A {@code pageblocks} line: a digit for each pageblock of a zone, {@code .} where there is no metadata.
 *
 * @param first page frame number of the first pageblock
 */
record PageblocksRecord(int node, ZoneType zone, int order, long first, String types) {
    /** What stands for a pageblock without metadata. */
    static final char NONE = '.';

    static PageblocksRecord read(JsonFields line) throws VectorFormatException {
        PageblocksRecord record = new PageblocksRecord(
                (int) line.number("node"),
                ZoneType.ofKernelName(line.text("zone")),
                (int) line.number("pageblock_order"),
                line.number("first_pb_pfn"),
                line.text("mt"));
        line.done();
        if (!record.types.matches("[0-4.]*")) {
            throw line.error("field 'mt' must hold the digits 0 to 4 and dots");
        }
        return record;
    }

    /** Page frame number of a pageblock. */
    long pfn(int block) {
        return first + ((long) block << order);
    }
}
