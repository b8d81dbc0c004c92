package org.mmlab.lab.conform.buddy;

import com.fasterxml.jackson.databind.JsonNode;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/** A {@code zone} line: sizes, watermarks and limits of a zone at the start of a script. */
record ZoneRecord(
        int node,
        int index,
        ZoneType type,
        long start,
        long spanned,
        long present,
        long managed,
        long[] watermarks,
        long boost,
        long reservedHighAtomic,
        long[] lowmemReserve,
        long highMin,
        long highMax,
        long batch) {
    private static final int WATERMARKS = 4;

    static ZoneRecord read(JsonFields line) throws VectorFormatException {
        for (String unused : new String[] {"present_early", "free", "contiguous"}) {
            line.has(unused);
        }
        boolean fixed = line.has("pcp_high");
        long[] marks = numbers(line, "wmark");
        if (marks.length != WATERMARKS) {
            throw line.error("field 'wmark' must have " + WATERMARKS + " numbers, found " + marks.length);
        }
        ZoneRecord zone = new ZoneRecord(
                (int) line.number("node"),
                (int) line.number("idx"),
                ZoneType.ofKernelName(line.text("zone")),
                line.number("start_pfn"),
                line.number("spanned"),
                line.number("present"),
                line.number("managed"),
                marks,
                line.number("boost"),
                line.number("nr_reserved_highatomic"),
                numbers(line, "lowmem_reserve"),
                line.number(fixed ? "pcp_high" : "pcp_high_min"),
                line.number(fixed ? "pcp_high" : "pcp_high_max"),
                line.number("pcp_batch"));
        line.done();
        return zone;
    }

    private static long[] numbers(JsonFields line, String field) throws VectorFormatException {
        JsonNode array = line.array(field);
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = line.number(array.get(i));
        }
        return values;
    }
}
