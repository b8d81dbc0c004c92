package org.mmlab.lab.conform.buddy;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.page.PhysicalMemory;

/** Replays the lines of one script, in order; after the first difference only their form is of interest. */
final class ScriptReplay {
    private final Guest guest;
    private final ConformCase conformCase;
    private final ScriptStart start = new ScriptStart();
    private int step = -1;
    private @Nullable Running running;

    /** A machine whose lists are filled. */
    private record Running(PhysicalMemory memory, ZoneWatch watch, Operations operations) {}

    ScriptReplay(Guest guest, ConformCase conformCase) {
        this.guest = guest;
        this.conformCase = conformCase;
    }

    /** Takes the next line of the script. */
    void take(String kind, JsonFields line) throws VectorFormatException {
        if (conformCase.failed()) {
            return;
        }
        Running now = running;
        if (kind.equals("lists")) {
            lists(line);
        } else if (kind.equals("op")) {
            operation(line);
        } else if (kind.equals("pageblocks") && now != null) {
            conformCase.at(step, "pageblocks");
            compare(PageblocksRecord.read(line), now.memory());
        } else if (now != null || !start.take(kind, line)) {
            throw line.error("unknown or misplaced line '" + kind + "'");
        }
    }

    private void lists(JsonFields line) throws VectorFormatException {
        Running now = running;
        conformCase.at(step, "lists");
        if (now == null) {
            PhysicalMemory memory = new RecordedMachine(guest, start, conformCase).make();
            ListsRecord lists = new ListsRecord(line, memory);
            lists.bringTo(memory);
            lists.compare(memory, conformCase);
            running = new Running(memory, new ZoneWatch(memory), operations(memory));
            return;
        }
        ListsRecord lists = new ListsRecord(line, now.memory());
        if (lists.resync()) {
            lists.bringTo(now.memory());
            now.watch().look();
        }
        lists.compare(now.memory(), conformCase);
    }

    private Operations operations(PhysicalMemory memory) {
        return new Operations(memory, new LruBatches(start, memory), conformCase);
    }

    private void operation(JsonFields line) throws VectorFormatException {
        Running now = running;
        if (now == null) {
            throw line.error("an operation before the first 'lists' line");
        }
        step = (int) line.number("n");
        String command = line.text("cmd");
        conformCase.at(step, command);
        line.number("noise");
        now.operations().run(line, command.split(" "));
        now.watch().compare(line, conformCase);
        line.done();
    }

    private void compare(PageblocksRecord blocks, PhysicalMemory memory) {
        RecordedMachine.comparePageblocks(guest, memory, blocks, conformCase);
    }
}
