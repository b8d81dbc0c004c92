package org.mmlab.lab.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.mmlab.api.address.Addresses;
import org.mmlab.lab.exec.Operation.Group;

/** Loads and stores of a program, and the kernel's copies to and from its memory. */
final class TouchOperations {
    private static final int MOST_TOUCHES = 1 << 24;

    private TouchOperations() {}

    static List<Operation> all() {
        return List.of(
                new Operation(
                        Group.TOUCHES,
                        "read",
                        "read ADDR [pages N | count N [step BYTES]]",
                        "load a byte, or one of each of N pages, or N of them a step apart",
                        (arguments, session) -> touch(arguments, session, "read", Session.fields())),
                new Operation(
                        Group.TOUCHES,
                        "write",
                        "write ADDR [VALUE] [pages N | count N [step BYTES]]",
                        "store a byte (VALUE 0 to 255, default 1), or several",
                        (arguments, session) -> touch(
                                arguments, session, "write", Session.fields().put("val", 1))),
                kernel("kernel_write", "the kernel writes zeros there, as read(2) from /dev/zero does"),
                kernel("kernel_read", "the kernel reads from there, as write(2) to a pipe does"));
    }

    private static void touch(Arguments arguments, Session session, String name, ObjectNode fields) throws IOException {
        fields.put("addr", arguments.number("ADDR"));
        Token next = arguments.peek();
        if (fields.has("val")
                && next != null
                && !Set.of("pages", "count", "step").contains(next.text())) {
            fields.put("val", arguments.number("VALUE", 0, 255));
        }
        long count = 1;
        long step = 1;
        while (arguments.more()) {
            switch (arguments.word("word", Set.of("pages", "count", "step"))) {
                case "pages" -> {
                    count = arguments.number("N", 1, MOST_TOUCHES);
                    step = Addresses.PAGE_SIZE;
                }
                case "count" -> count = arguments.number("N", 1, MOST_TOUCHES);
                default -> step = arguments.number("BYTES");
            }
        }
        fields.put("count", count).put("stride", step);
        session.step(name, fields);
    }

    private static Operation kernel(String name, String doc) {
        return new Operation(Group.TOUCHES, name, name + " ADDR LENGTH", doc, (arguments, session) -> {
            ObjectNode fields = Session.fields().put("addr", arguments.number("ADDR"));
            fields.put("len", arguments.number("LENGTH", 0, Integer.MAX_VALUE));
            arguments.done();
            session.step(name, fields);
        });
    }
}
