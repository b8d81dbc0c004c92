package org.mmlab.lab.conform.buddy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.api.KernelVersion;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.pcp.PerCpuPages;
import org.mmlab.physical.zone.Zone;

/** The counters and hashes of a zone at one moment, by the names that they have in the vectors. */
record ZoneState(Map<String, Long> counters, Map<String, Long> pcp) {
    private static final String HASH = "h";

    /** The state of a zone now. */
    static ZoneState of(PhysicalMemory memory, Zone zone) {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put(HASH, ZoneHash.ofFreeLists(memory, zone));
        counters.put("nr_free", zone.free().global());
        counters.put("diff", (long) zone.free().rest(0));
        counters.put("ra", zone.reservedHighAtomic());
        counters.put("fha", memory.context().kernel().atLeast(KernelVersion.V6_12) ? zone.freeHighAtomic() : 0);
        counters.put("boost", zone.boost());
        counters.put("zf", (long) zone.flags());
        return new ZoneState(counters, pcp(memory, zone));
    }

    private static Map<String, Long> pcp(PhysicalMemory memory, Zone zone) {
        PerCpuPages pages = memory.pcp().of(zone, 0);
        Map<String, Long> pcp = new LinkedHashMap<>();
        pcp.put("count", (long) pages.count());
        pcp.put("high", (long) pages.high());
        pcp.put("batch", (long) pages.batch());
        if (memory.context().kernel().atLeast(KernelVersion.V6_12)) {
            pcp.put("high_min", (long) pages.highMin());
            pcp.put("high_max", (long) pages.highMax());
            pcp.put("flags", (long) pages.flags());
            pcp.put("alloc_factor", (long) pages.allocFactor());
            pcp.put("free_count", (long) pages.freeCount());
        } else {
            pcp.put("free_factor", (long) pages.freeCount());
        }
        pcp.put(HASH, ZoneHash.ofPcpLists(memory, zone));
        return pcp;
    }

    /** The state that a line records; other fields of the line are left to the caller. */
    static ZoneState read(JsonFields line, ZoneState like) throws VectorFormatException {
        JsonFields pcp = JsonFields.of(line.required("pcp"), "pcp of zone");
        ZoneState state = new ZoneState(fields(line, like.counters), fields(pcp, like.pcp));
        pcp.done();
        return state;
    }

    private static Map<String, Long> fields(JsonFields line, Map<String, Long> like) throws VectorFormatException {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String name : like.keySet()) {
            values.put(name, name.equals(HASH) ? hash(line) : line.number(name));
        }
        return values;
    }

    private static long hash(JsonFields line) throws VectorFormatException {
        String digits = line.text(HASH);
        try {
            return Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            throw line.error("field 'h' must be 64 bits in hexadecimal, found '" + digits + "'");
        }
    }

    /** Compares, field by field. */
    void compare(String place, ZoneState expected, ConformCase conformCase) {
        compare(place + " ", expected.counters, counters, conformCase);
        compare(place + " pcp.", expected.pcp, pcp, conformCase);
    }

    /** Compares the free lists and the per-CPU lists alone. */
    void compareLists(String place, ZoneState expected, ConformCase conformCase) {
        compare(place + " ", only(expected.counters, HASH, "nr_free"), counters, conformCase);
        compare(place + " pcp.", only(expected.pcp, HASH, "count"), pcp, conformCase);
    }

    private static Map<String, Long> only(Map<String, Long> values, String... names) {
        Map<String, Long> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(List.of(names));
        return some;
    }

    private static void compare(
            String place, Map<String, Long> expected, Map<String, Long> actual, ConformCase conformCase) {
        expected.forEach((name, value) -> {
            Long found = actual.get(name);
            if (name.equals(HASH)) {
                conformCase.checkHex(place + name, value, found == null ? 0 : found);
            } else {
                conformCase.check(place + name, value, found);
            }
        });
    }
}
