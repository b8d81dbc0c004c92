package org.mmlab.lab.conform.buddy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/** A {@code pagemap} line: what the frames of a zone are, in runs. */
record PagemapRecord(int node, String zone, List<Run> runs) {
    /** Frames that are the same. */
    record Run(long start, long count, State state) {
        long end() {
            return start + count;
        }
    }

    /** What a frame is. */
    enum State {
        /** Never given to the allocator. */
        RESERVED,
        /** On a free list. */
        FREE,
        /** On an LRU list, or movable otherwise. */
        MOVABLE,
        /** In other use; frames on per-CPU lists look like that too. */
        USED,
        /** Without metadata. */
        HOLE,
        /** Of another zone. */
        FOREIGN
    }

    static PagemapRecord read(JsonFields line) throws VectorFormatException {
        List<Run> runs = new ArrayList<>();
        for (JsonNode run : line.array("runs")) {
            runs.add(new Run(
                    line.number(run.get(0)),
                    line.number(run.get(1)),
                    state(run.get(2).asText(), line)));
        }
        PagemapRecord record = new PagemapRecord((int) line.number("node"), line.text("zone"), runs);
        line.done();
        return record;
    }

    private static State state(String letter, JsonFields line) throws VectorFormatException {
        return switch (letter) {
            case "R" -> State.RESERVED;
            case "F" -> State.FREE;
            case "L" -> State.MOVABLE;
            case "U" -> State.USED;
            case "H" -> State.HOLE;
            case "X" -> State.FOREIGN;
            default -> throw line.error("unknown state '" + letter + "' of a run; known: R F L U H X");
        };
    }
}
