package org.mmlab.lab.conform.buddy;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.memory.GfpText;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.contig.ContiguousRanges;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneLayout;

/** Carries out the operations of a script and compares what each gave. */
final class Operations {
    private static final int EBUSY = -16;
    private static final int NO_SUCH_BLOCK = -1;

    private final PhysicalMemory memory;
    private final ContiguousRanges ranges;
    private final ConformCase conformCase;
    private final Map<Integer, Block> blocks = new TreeMap<>();
    private final Map<Integer, long[]> contiguous = new TreeMap<>();

    /** What an operation's id stands for: a block, in one piece or split. */
    private static final class Block {
        final @FrameIndex int frame;
        final int order;
        boolean split;

        Block(@FrameIndex int frame, int order) {
            this.frame = frame;
            this.order = order;
        }
    }

    Operations(PhysicalMemory memory, LruBatches batches, ConformCase conformCase) {
        this.memory = memory;
        this.conformCase = conformCase;
        ranges = new ContiguousRanges(memory, (start, end) -> {
            batches.drain();
            return false;
        });
    }

    void run(JsonFields line, String[] words) throws VectorFormatException {
        switch (words[0]) {
            case "a" -> allocate(line, words);
            case "f" -> free(line, words);
            case "split" -> split(line, words);
            case "comp" -> compound(line, words);
            case "get" -> get(line, words);
            case "put" -> put(line, words);
            case "drain" -> memory.drainLocal();
            case "contigfree" -> allocateRange(line, words);
            case "fc" -> freeRange(line, words);
            default ->
                throw line.error("unknown operation '" + words[0]
                        + "'; known: a, comp, contigfree, drain, f, fc, get, put, split");
        }
    }

    private static int integer(String[] words, int index, JsonFields line) throws VectorFormatException {
        try {
            return Integer.parseInt(words[index]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw line.error("'" + String.join(" ", words) + "' has no number at place " + index);
        }
    }

    private void allocate(JsonFields line, String[] words) throws VectorFormatException {
        int order = integer(words, 2, line);
        int gfp = mask(line, words[3]);
        conformCase.checkHex("gfp", line.number("gfp"), gfp);
        @FrameIndex int frame = memory.allocate(gfp, order, integer(words, 4, line));
        JsonNode pfn = line.required("pfn");
        if (pfn.isNull() || frame == NO_FRAME) {
            conformCase.check("pfn", pfn.toString(), frame == NO_FRAME ? "null" : pfnText(frame));
            if (!pfn.isNull()) {
                return;
            }
        } else {
            Zone zone = memory.zoneOf(frame);
            conformCase.check("pfn", line.number(pfn), Addresses.rawPfn(memory.pfnOf(frame)));
            conformCase.check("zone", line.text("zone"), zone.type().kernelName());
            conformCase.check("node", line.number("node"), zone.node());
            conformCase.check("pb_mt", line.number("pb_mt"), zone.pageblockType(frame));
        }
        if (frame != NO_FRAME) {
            blocks.put(integer(words, 1, line), new Block(frame, order));
        }
    }

    private String pfnText(@FrameIndex int frame) {
        return Long.toString(Addresses.rawPfn(memory.pfnOf(frame)));
    }

    private int mask(JsonFields line, String text) throws VectorFormatException {
        try {
            return GfpText.parse(text, memory.context().kernel());
        } catch (IllegalArgumentException e) {
            throw line.error(String.valueOf(e.getMessage()));
        }
    }

    private void free(JsonFields line, String[] words) throws VectorFormatException {
        Block block = blocks.remove(integer(words, 1, line));
        boolean skipped = line.has("skip") && line.number("skip") != 0;
        conformCase.check("skip", skipped, block == null);
        if (block == null) {
            return;
        }
        if (!block.split) {
            memory.free(block.frame, block.order);
            return;
        }
        for (int i = 0; i < 1 << block.order; i++) {
            memory.free(part(block, i), 0);
        }
    }

    private Block block(JsonFields line, String[] words) throws VectorFormatException {
        Block block = blocks.get(integer(words, 1, line));
        if (block == null) {
            throw line.error("'" + String.join(" ", words) + "' names a block that was not allocated");
        }
        return block;
    }

    private static @FrameIndex int part(Block block, int i) {
        return block.frame + i;
    }

    private void split(JsonFields line, String[] words) throws VectorFormatException {
        Block block = block(line, words);
        memory.split(block.frame, block.order);
        block.split = true;
        List<Long> expected = new ArrayList<>();
        List<Long> actual = new ArrayList<>();
        for (JsonNode refs : line.array("refs")) {
            actual.add((long) memory.table().refcount(part(block, actual.size())));
            expected.add(line.number(refs));
        }
        conformCase.check("refs", expected, actual);
    }

    private void compound(JsonFields line, String[] words) throws VectorFormatException {
        Block block = block(line, words);
        JsonFields compound = JsonFields.of(line.required("compound"), "compound");
        conformCase.check(
                "head_order", compound.number("head_order"), memory.compound().order(block.frame));
        for (JsonNode page : compound.array("pages")) {
            int i = (int) compound.number(page.get(0));
            conformCase.check("page " + i, page.toString(), describe(block, i));
        }
        compound.done();
    }

    /** A page as {@code [number, head?, tail?, number of its head, references, mappings - 1]}. */
    private String describe(Block block, int i) {
        @FrameIndex int frame = part(block, i);
        int head = memory.table().has(frame, FrameFlag.HEAD) ? 1 : 0;
        int tail = memory.table().has(frame, FrameFlag.TAIL) ? 1 : 0;
        int headOffset = memory.table().head(frame) - block.frame;
        return List.of(
                        i,
                        head,
                        tail,
                        headOffset,
                        memory.table().refcount(frame),
                        memory.table().mapcount(frame) - 1)
                .toString()
                .replace(" ", "");
    }

    private void get(JsonFields line, String[] words) throws VectorFormatException {
        Block block = block(line, words);
        memory.get(block.frame);
        conformCase.check("ref", line.number("ref"), memory.table().refcount(block.frame));
    }

    private void put(JsonFields line, String[] words) throws VectorFormatException {
        Block block = block(line, words);
        conformCase.check(
                "ref_before", line.number("ref_before"), memory.table().refcount(block.frame));
        memory.put(block.frame);
    }

    private void allocateRange(JsonFields line, String[] words) throws VectorFormatException {
        long start = line.number("start");
        long length = line.number("len");
        long rc = line.number("rc");
        long type = line.number("pb_mt");
        if (rc == NO_SUCH_BLOCK && start == 0) {
            return;
        }
        ContiguousRanges.Outcome outcome =
                ranges.allocate(Addresses.pfn(start), Addresses.pfn(start + length), MigrateType.MOVABLE);
        @FrameIndex int frame = memory.frameOf(Addresses.pfn(start));
        conformCase.check("rc", rc, outcome == ContiguousRanges.Outcome.ALLOCATED ? 0 : EBUSY);
        freeDeadStacks(line, memory.zoneOf(frame));
        foldCounters(line);
        conformCase.check("pb_mt", type, memory.zoneOf(frame).pageblockType(frame));
        if (outcome == ContiguousRanges.Outcome.ALLOCATED) {
            contiguous.put(integer(words, 1, line), new long[] {start, start + length});
        }
    }

    /** Kernels without virtually mapped stacks: a change in a zone other than the range's is a stack given back. */
    private void freeDeadStacks(JsonFields line, Zone own) throws VectorFormatException {
        List<Zone> zones = memory.nodes().populatedZones();
        for (JsonNode state : line.array("s")) {
            Zone zone = zones.get((int) line.number(state.required("z")));
            if (zone != own && memory.context().layout() == ZoneLayout.I386) {
                new DeadStack(memory, zone)
                        .giveBack(Long.parseUnsignedLong(state.required("h").asText(), 16));
            }
        }
    }

    /**
     * The allocation of a range waits, and meanwhile the kernel may bring shared counters up to date: where a zone's rest is recorded as none
     * and its free frames are the same in all, it was folded.
     */
    private void foldCounters(JsonFields line) throws VectorFormatException {
        List<Zone> zones = memory.nodes().populatedZones();
        for (JsonNode state : line.array("s")) {
            Zone zone = zones.get((int) line.number(state.required("z")));
            long free = line.number(state.required("nr_free"));
            if (line.number(state.required("diff")) == 0 && zone.free().exact() == free) {
                zone.free().fold(0);
            }
        }
    }

    private void freeRange(JsonFields line, String[] words) throws VectorFormatException {
        long @Nullable [] range = contiguous.remove(integer(words, 1, line));
        if (range != null) { // else the attempt had failed
            ranges.free(Addresses.pfn(range[0]), Addresses.pfn(range[1]));
        }
    }
}
