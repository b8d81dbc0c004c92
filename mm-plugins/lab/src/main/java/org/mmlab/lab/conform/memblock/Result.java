package org.mmlab.lab.conform.memblock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;

/** What a call gave: nothing, a number, a row of numbers, or rows of them. */
sealed interface Result {
    /** A call without a value. */
    Result NOTHING = new Nothing();

    /** Compares with what was recorded. */
    void compare(JsonNode expected, JsonFields op, ConformCase conformCase) throws VectorFormatException;

    static Result of(long value) {
        return new Number(value);
    }

    static Result of(boolean value) {
        return new Number(value ? 1 : 0);
    }

    /** Nothing. */
    record Nothing() implements Result {
        @Override
        public void compare(JsonNode expected, JsonFields op, ConformCase conformCase) {
            conformCase.differ("ret", expected.toString(), "nothing");
        }
    }

    /** A return code, truth value, address or size. */
    record Number(long value) implements Result {
        @Override
        public void compare(JsonNode expected, JsonFields op, ConformCase conformCase) throws VectorFormatException {
            if (expected.isBoolean()) {
                conformCase.check("ret", expected.booleanValue() ? 1 : 0, value);
            } else if (expected.isIntegralNumber()) {
                conformCase.check("ret", op.number(expected), value);
            } else {
                conformCase.checkHex("ret", op.number(expected), value);
            }
        }
    }

    /** Several values side by side. */
    record Row(long... values) implements Result {
        @Override
        public void compare(JsonNode expected, JsonFields op, ConformCase conformCase) throws VectorFormatException {
            if (!matches(expected, op)) {
                conformCase.differ("ret", expected.toString(), toString());
            }
        }

        boolean matches(JsonNode expected, JsonFields op) throws VectorFormatException {
            if (!expected.isArray() || expected.size() != values.length) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                if (op.number(expected.get(i)) != values[i]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return Arrays.stream(values)
                    .mapToObj(value -> "0x" + Long.toHexString(value))
                    .toList()
                    .toString();
        }
    }

    /** A list of ranges. */
    record Rows(List<Row> rows) implements Result {
        @Override
        public void compare(JsonNode expected, JsonFields op, ConformCase conformCase) throws VectorFormatException {
            if (!expected.isArray() || expected.size() != rows.size()) {
                conformCase.differ("ret", expected.toString(), rows.toString());
                return;
            }
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).matches(expected.get(i), op)) {
                    conformCase.differ(
                            "ret[" + i + "]",
                            expected.get(i).toString(),
                            rows.get(i).toString());
                    return;
                }
            }
        }
    }
}
