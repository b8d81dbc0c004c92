package org.mmlab.lab.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The fields of one JSON object. Every field that is asked for is ticked off, and {@link #done} objects to the rest: that is how a
 * reader notices what it does not understand.
 */
public final class JsonFields {
    private final JsonNode node;
    private final String place;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(JsonNode node, String place) {
        this.node = node;
        this.place = place;
    }

    /** The fields of {@code node}, which must be an object; {@code place} is file and line for messages. */
    public static JsonFields of(JsonNode node, String place) throws VectorFormatException {
        if (!node.isObject()) {
            throw new VectorFormatException(place + ": expected an object, found " + node.getNodeType());
        }
        return new JsonFields(node, place);
    }

    /** Whether there is such a field; ticks it off. */
    public boolean has(String field) {
        known.add(field);
        return node.has(field);
    }

    /** A field of any type, or null if there is none. */
    public @Nullable JsonNode optional(String field) {
        known.add(field);
        return node.get(field);
    }

    /** A field of any type that must be there. */
    public JsonNode required(String field) throws VectorFormatException {
        JsonNode value = optional(field);
        if (value == null) {
            throw error("field '" + field + "' is missing");
        }
        return value;
    }

    /** A string. */
    public String text(String field) throws VectorFormatException {
        JsonNode value = required(field);
        if (!value.isTextual()) {
            throw error("field '" + field + "' must be a string, found " + value);
        }
        return value.textValue();
    }

    /** A number, written as one or as a string; see {@link #number(JsonNode)}. */
    public long number(String field) throws VectorFormatException {
        return number(required(field));
    }

    /** An array. */
    public JsonNode array(String field) throws VectorFormatException {
        JsonNode value = required(field);
        if (!value.isArray()) {
            throw error("field '" + field + "' must be an array, found " + value.getNodeType());
        }
        return value;
    }

    /** The objects of an array, with their index in their place. */
    public List<JsonFields> objects(String field) throws VectorFormatException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : array(field)) {
            objects.add(of(element, place + " " + field + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /**
     * A 64-bit number: a JSON integer, whose highest bit may be set, a string of decimal digits with or without a sign, or a string of hexadecimal digits after
     * {@code 0x}, whose highest bit may be set.
     */
    public long number(JsonNode value) throws VectorFormatException {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isBigInteger()
                && value.bigIntegerValue().signum() > 0
                && value.bigIntegerValue().bitLength() <= Long.SIZE) {
            return value.bigIntegerValue().longValue();
        }
        if (value.isTextual()) {
            String text = value.textValue();
            try {
                return text.startsWith("0x")
                        ? Long.parseUnsignedLong(text.substring(2), 16)
                        : text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
            } catch (NumberFormatException e) {
                throw error("'" + text + "' is not a 64-bit number");
            }
        }
        throw error("expected a 64-bit number, found " + value);
    }

    /** Objects to fields that nobody asked for. */
    public void done() throws VectorFormatException {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                throw error("unknown field '" + name + "'; known: " + String.join(", ", known));
            }
        }
    }

    /** An error at this object's place. */
    public VectorFormatException error(String message) {
        return new VectorFormatException(place + ": " + message);
    }
}
