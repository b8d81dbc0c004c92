package org.mmlab.lab.conform.memblock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.memblock.AllocationDirection;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockConfig;
import org.mmlab.physical.memblock.MemblockPanic;

/** Replays one script on a fresh memblock, operation by operation, and stops at the first difference. */
final class ScriptReplay {
    /** The recorded simulator was built with {@code CONFIG_NODES_SHIFT=4}. */
    private static final int NODES_SHIFT = 4;

    private final ConformCase conformCase;
    private final Memblock memblock = new Memblock(MemblockConfig.numa64(NODES_SHIFT));
    private final MemblockCalls calls = new MemblockCalls(memblock);
    private final RegionWatch memory = new RegionWatch(memblock, memblock.memory(), "m");
    private final RegionWatch reserved = new RegionWatch(memblock, memblock.reserved(), "r");

    ScriptReplay(ConformCase conformCase) {
        this.conformCase = conformCase;
    }

    void replay(List<JsonFields> ops) throws VectorFormatException {
        for (int i = 0; i < ops.size() && !conformCase.failed(); i++) {
            JsonFields op = ops.get(i);
            String name = op.text("op");
            conformCase.at(i, name);
            boolean stopped = name.equals("state") ? setState(op) : call(name, op);
            op.done();
            if (stopped) {
                conformCase.check("operations after the kernel stopped", ops.size() - 1L - i, 0);
                return;
            }
        }
    }

    /** The state that a test set up without the API. */
    private boolean setState(JsonFields op) throws VectorFormatException {
        op.number("base");
        memblock.setDirection(
                op.number("bottom_up") == 0 ? AllocationDirection.TOP_DOWN : AllocationDirection.BOTTOM_UP);
        memblock.setCurrentLimit(Addresses.phys(op.number("current_limit")));
        memory.restore(op, conformCase);
        reserved.restore(op, conformCase);
        return false;
    }

    /** Makes a call and compares; says whether the kernel stopped in it. */
    private boolean call(String name, JsonFields op) throws VectorFormatException {
        @Nullable JsonNode expectedPanic = op.optional("panic");
        Result result;
        try {
            result = calls.call(name, new CallArguments(name, op));
        } catch (MemblockPanic panic) {
            String expected = expectedPanic == null ? "no panic" : expectedPanic.asText();
            conformCase.check("panic", expected, String.valueOf(panic.getMessage()));
            return true;
        }
        if (expectedPanic != null) {
            conformCase.differ("panic", expectedPanic.asText(), "no panic");
            return true;
        }
        @Nullable JsonNode expected = op.optional("ret");
        if (expected != null) {
            result.compare(expected, op, conformCase);
        }
        memory.compare(op, conformCase);
        reserved.compare(op, conformCase);
        return false;
    }
}
