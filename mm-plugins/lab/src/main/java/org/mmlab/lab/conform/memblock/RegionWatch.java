package org.mmlab.lab.conform.memblock;

import com.fasterxml.jackson.databind.JsonNode;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.RegionArray;

/**
 * Compares one list with what is recorded of it: every region, or, if there are many, count, capacity, total and a hash; nothing if
 * it did not change.
 */
final class RegionWatch {
    private static final long FNV_OFFSET = 1469598103934665603L;
    private static final long FNV_PRIME = 1099511628211L;
    private static final int REGION_FIELDS = 4;
    private static final int SUM_FIELDS = 4;

    private final Memblock memblock;
    private final RegionArray list;
    private final String field;
    private long hashBefore = FNV_OFFSET;

    RegionWatch(Memblock memblock, RegionArray list, String field) {
        this.memblock = memblock;
        this.list = list;
        this.field = field;
    }

    /** Compares after a call. */
    void compare(JsonFields op, ConformCase conformCase) throws VectorFormatException {
        long hash = hash();
        if (op.has(field)) {
            compareRegions(op.array(field), op, conformCase);
        }
        if (op.has(field + "_sum")) {
            compareSum(op.array(field + "_sum"), hash, op, conformCase);
        } else if (!op.has(field) && hash != hashBefore) {
            conformCase.differ(field, "no change", regions());
        }
        hashBefore = hash;
    }

    /** Puts the list into a recorded state. */
    void restore(JsonFields op, ConformCase conformCase) throws VectorFormatException {
        if (op.has(field)) {
            JsonNode regions = op.array(field);
            @PhysAddr long[] bases = new @PhysAddr long[regions.size()];
            long[] sizes = new long[regions.size()];
            int[] flags = new int[regions.size()];
            int[] nids = new int[regions.size()];
            for (int i = 0; i < regions.size(); i++) {
                JsonNode region = fields(regions.get(i), REGION_FIELDS, op);
                bases[i] = Addresses.phys(op.number(region.get(0)));
                sizes[i] = op.number(region.get(1));
                flags[i] = (int) op.number(region.get(2));
                nids[i] = (int) op.number(region.get(3));
            }
            memblock.restore(list, bases, sizes, flags, nids);
            hashBefore = hash();
        } else {
            compare(op, conformCase);
        }
    }

    private void compareRegions(JsonNode expected, JsonFields op, ConformCase conformCase)
            throws VectorFormatException {
        int common = Math.min(expected.size(), list.count());
        for (int i = 0; i < common; i++) {
            JsonNode region = fields(expected.get(i), REGION_FIELDS, op);
            boolean equal = op.number(region.get(0)) == Addresses.rawPhys(list.base(i))
                    && op.number(region.get(1)) == list.size(i)
                    && op.number(region.get(2)) == list.flags(i)
                    && op.number(region.get(3)) == list.nid(i);
            if (!equal) {
                conformCase.differ(field + "[" + i + "]", region.toString(), region(i));
                return;
            }
        }
        conformCase.check("regions in " + field, expected.size(), list.count());
    }

    private void compareSum(JsonNode expected, long hash, JsonFields op, ConformCase conformCase)
            throws VectorFormatException {
        JsonNode sum = fields(expected, SUM_FIELDS, op);
        conformCase.check("count of " + field, op.number(sum.get(0)), list.count());
        conformCase.check("capacity of " + field, op.number(sum.get(1)), list.capacity());
        conformCase.checkHex("total of " + field, op.number(sum.get(2)), list.totalBytes());
        conformCase.checkHex("hash of " + field, recordedHash(sum.get(3), op), hash);
    }

    /** Hashes are hexadecimal digits without a prefix. */
    private static long recordedHash(JsonNode value, JsonFields op) throws VectorFormatException {
        String text = value.asText();
        try {
            return Long.parseUnsignedLong(text.startsWith("0x") ? text.substring(2) : text, 16);
        } catch (NumberFormatException e) {
            throw op.error("'" + text + "' is not a hash of 64 bits in hexadecimal");
        }
    }

    private static JsonNode fields(@Nullable JsonNode array, int count, JsonFields op) throws VectorFormatException {
        if (array == null || !array.isArray() || array.size() != count) {
            throw op.error("expected an array of " + count + " values, found " + array);
        }
        return array;
    }

    private long hash() {
        long hash = FNV_OFFSET;
        for (int i = 0; i < list.count(); i++) {
            hash = (hash ^ Addresses.rawPhys(list.base(i))) * FNV_PRIME;
            hash = (hash ^ list.size(i)) * FNV_PRIME;
            hash = (hash ^ list.flags(i)) * FNV_PRIME;
            hash = (hash ^ list.nid(i)) * FNV_PRIME;
        }
        return hash;
    }

    private String regions() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < list.count(); i++) {
            text.append(i == 0 ? "" : ",").append(region(i));
        }
        return text.append(']').toString();
    }

    private String region(int index) {
        return "[\"0x" + Long.toHexString(Addresses.rawPhys(list.base(index))) + "\",\"0x"
                + Long.toHexString(list.size(index)) + "\"," + list.flags(index) + "," + list.nid(index) + "]";
    }
}
