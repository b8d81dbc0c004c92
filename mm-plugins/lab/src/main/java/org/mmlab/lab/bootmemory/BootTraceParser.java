package org.mmlab.lab.bootmemory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.lab.bootmemory.BootTrace.Allocate;
import org.mmlab.lab.bootmemory.BootTrace.Event;
import org.mmlab.lab.bootmemory.BootTrace.Free;
import org.mmlab.lab.bootmemory.BootTrace.Ram;
import org.mmlab.lab.bootmemory.BootTrace.Range;
import org.mmlab.lab.bootmemory.BootTrace.Reserve;
import org.mmlab.lab.conform.VectorFormatException;

/**
 * Reads the lines that a kernel prints with {@code memblock=debug}. The trace begins at the first dump of the whole configuration;
 * what belongs to which node is taken from the last one. Lines of other parts of the kernel are passed over.
 */
final class BootTraceParser {
    private static final String RANGE = "\\[0x([0-9a-f]+)-0x([0-9a-f]+)\\]";
    private static final Pattern REGION = Pattern.compile(
            ".* (memory|reserved)\\[0x[0-9a-f]+\\]\\t" + RANGE + ", 0x[0-9a-f]+ bytes(?: on node (\\d+))? flags: .*");
    private static final Pattern REQUEST = Pattern.compile(
            ".*memblock_\\w*alloc\\w*: (\\d+) bytes align=0x([0-9a-f]+)(?: nid=(-?\\d+))? from=0x([0-9a-f]+) max_addr=0x([0-9a-f]+) (.*)");
    private static final Pattern CALL = Pattern.compile(".*(memblock_reserve|memblock_phys_free): " + RANGE + " (.*)");

    /** An allocation's own reservation is logged as made by this function. */
    private static final String ALLOCATOR = "memblock_alloc_range_nid";

    /** What a caller asks for that the kernel does not log: node data, aligned to a cache line. */
    private static final long CACHE_LINE = 64;

    private final List<Ram> ram = new ArrayList<>();
    private final List<Range> reserved = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable Matcher request;
    private int dumps;

    private BootTraceParser() {}

    static BootTrace parse(String name, List<String> lines) throws VectorFormatException {
        BootTraceParser parser = new BootTraceParser();
        lines.forEach(parser::line);
        if (parser.dumps == 0 || parser.ram.isEmpty() || parser.events.isEmpty()) {
            throw new VectorFormatException(
                    name + ": not a trace of boot memory: it needs the 'MEMBLOCK configuration' and"
                            + " the calls that a kernel prints with memblock=debug");
        }
        return new BootTrace(name, List.copyOf(parser.ram), List.copyOf(parser.reserved), parser.onNodes());
    }

    private void line(String line) {
        Matcher region = REGION.matcher(line);
        if (line.endsWith("MEMBLOCK configuration:")) {
            dumps++;
            ram.clear();
        } else if (region.matches()) {
            region(region);
        } else if (dumps > 0) {
            call(line);
        }
    }

    private void region(Matcher region) {
        long base = hex(region.group(2));
        long bytes = hex(region.group(3)) - base + 1;
        if ("memory".equals(region.group(1))) {
            String node = region.group(4);
            ram.add(new Ram(base, bytes, node == null ? 0 : Integer.parseInt(node)));
        } else if (dumps == 1) {
            reserved.add(new Range(base, bytes));
        }
    }

    private void call(String line) {
        Matcher asked = REQUEST.matcher(line);
        Matcher call = CALL.matcher(line);
        if (asked.matches()) {
            request = asked;
        } else if (call.matches()) {
            long base = hex(call.group(2));
            long bytes = hex(call.group(3)) - base + 1;
            if ("memblock_phys_free".equals(call.group(1))) {
                events.add(new Free(base, bytes));
            } else if (String.valueOf(call.group(4)).startsWith(ALLOCATOR)) {
                events.add(allocation(base, bytes));
                request = null;
            } else {
                events.add(new Reserve(base, bytes));
            }
        }
    }

    private Allocate allocation(long base, long bytes) {
        Matcher asked = request;
        if (asked == null) {
            return new Allocate(bytes, CACHE_LINE, 0, 0, BootAllocator.ANY_NODE, base, "");
        }
        String node = asked.group(3);
        String caller = String.valueOf(asked.group(6));
        return new Allocate(
                bytes,
                hex(asked.group(2)),
                hex(asked.group(4)),
                hex(asked.group(5)),
                node == null ? BootAllocator.ANY_NODE : Integer.parseInt(node),
                base,
                caller.replaceFirst("\\+.*", ""));
    }

    /** Allocations that the kernel did not log were for the node that they are on. */
    private List<Event> onNodes() {
        List<Event> known = new ArrayList<>();
        for (Event event : events) {
            known.add(
                    event instanceof Allocate a && a.caller().isEmpty()
                            ? new Allocate(a.bytes(), a.align(), 0, 0, nodeOf(a.base()), a.base(), "alloc_node_data")
                            : event);
        }
        return List.copyOf(known);
    }

    private int nodeOf(long address) {
        return ram.stream()
                .filter(range -> range.base() <= address && address < range.base() + range.bytes())
                .mapToInt(Ram::node)
                .findFirst()
                .orElse(BootAllocator.ANY_NODE);
    }

    private static long hex(@Nullable String digits) {
        return Long.parseUnsignedLong(String.valueOf(digits), 16);
    }
}
