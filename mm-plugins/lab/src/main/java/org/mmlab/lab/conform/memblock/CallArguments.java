package org.mmlab.lab.conform.memblock;

import com.fasterxml.jackson.databind.JsonNode;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.RegionArray;

/** The arguments of one recorded call, by position. */
final class CallArguments {
    private final String call;
    private final JsonFields op;
    private final JsonNode values;

    CallArguments(String call, JsonFields op) throws VectorFormatException {
        this.call = call;
        this.op = op;
        values = op.array("a");
    }

    /** How many there are. */
    int count() {
        return values.size();
    }

    /** Objects to any other number of arguments. */
    CallArguments expect(int count) throws VectorFormatException {
        if (values.size() != count) {
            throw op.error(call + " takes " + count + " arguments, found " + values.size());
        }
        return this;
    }

    long number(int index) throws VectorFormatException {
        return op.number(values.get(index));
    }

    @PhysAddr long address(int index) throws VectorFormatException {
        return Addresses.phys(number(index));
    }

    @Pfn long pfn(int index) throws VectorFormatException {
        return Addresses.pfn(number(index));
    }

    int integer(int index) throws VectorFormatException {
        return (int) number(index);
    }

    boolean flag(int index) throws VectorFormatException {
        return number(index) != 0;
    }

    /** One of the lists, by its name. */
    RegionArray list(int index, Memblock memblock) throws VectorFormatException {
        String name = values.get(index).asText();
        return switch (name) {
            case "memory" -> memblock.memory();
            case "reserved" -> memblock.reserved();
            case "physmem" -> memblock.physmem();
            default -> throw op.error("unknown list '" + name + "'; known: memory, physmem, reserved");
        };
    }

    /** The error about a call that nobody knows. */
    VectorFormatException unknownCall() {
        return op.error("unknown operation '" + call
                + "'; it must be 'state', 'arena' or a function of the memblock API," + " with or without 'memblock_'");
    }
}
