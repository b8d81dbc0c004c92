package org.mmlab.lab.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.mmlab.lab.exec.Operation.Group;
import org.mmlab.physical.mempolicy.Mempolicy;

/** System calls on memory policies: from which nodes pages come. */
final class NumaOperations {
    private static final Set<String> MODE_FLAGS = Set.of("static", "relative", "balancing");
    private static final Set<String> MOVE_FLAGS = Set.of("strict", "move", "move_all");
    private static final String NODES = "\\d[\\d,-]*";

    private NumaOperations() {}

    static List<Operation> all() {
        return List.of(
                of(
                        "mbind",
                        "mbind ADDR LENGTH MODE [NODES] [static|relative|balancing] [strict] [move|move_all]",
                        "from which nodes a range's pages come; MODE is default, local, bind, preferred, interleave, …; NODES 0-1,3",
                        (arguments, session) -> {
                            ObjectNode fields = Session.fields();
                            fields.put("addr", arguments.number("ADDR"));
                            fields.put("len", arguments.number("LENGTH"));
                            policy(arguments, fields, MOVE_FLAGS);
                            session.step("mbind", fields);
                        }),
                of(
                        "set_mempolicy",
                        "set_mempolicy MODE [NODES] [static|relative|balancing]",
                        "from which nodes the process's pages come where no area and no shared file says otherwise",
                        (arguments, session) -> {
                            ObjectNode fields = Session.fields();
                            policy(arguments, fields, Set.of());
                            session.step("set_mempolicy", fields);
                        }),
                of(
                        "get_mempolicy",
                        "get_mempolicy [ADDR] [node]",
                        "the policy of the process, or of the page at ADDR; node: on which it lies, or is dealt out next",
                        NumaOperations::get));
    }

    private static Operation of(String name, String usage, String doc, Operation.Action action) {
        return new Operation(Group.AREAS, name, usage, doc, action);
    }

    private static void policy(Arguments arguments, ObjectNode fields, Set<String> flags) throws ScriptException {
        List<String> modes = Arrays.stream(Mempolicy.Mode.values())
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .toList();
        fields.put("mode", arguments.word("MODE", modes).toUpperCase(Locale.ROOT));
        Token next = arguments.peek();
        fields.put(
                "nodes",
                next != null && next.text().matches(NODES)
                        ? arguments.next("NODES").text()
                        : "");
        Set<String> known = new TreeSet<>(MODE_FLAGS);
        known.addAll(flags);
        Set<String> ofMode = new TreeSet<>();
        Set<String> ofCall = new TreeSet<>();
        while (arguments.more()) {
            String word = arguments.word("flag", known);
            (MODE_FLAGS.contains(word) ? ofMode : ofCall).add(word.toUpperCase(Locale.ROOT));
        }
        fields.put("mode_flags", String.join("|", ofMode));
        if (!flags.isEmpty()) {
            fields.put("flags", String.join("|", ofCall));
        }
    }

    private static void get(Arguments arguments, Session session) throws IOException {
        ObjectNode fields = Session.fields();
        Set<String> flags = new TreeSet<>();
        fields.putNull("addr");
        Token first = arguments.peek();
        if (first != null && !first.text().equals("node")) {
            fields.put("addr", arguments.number("ADDR"));
            flags.add("ADDR");
        }
        if (arguments.take("node")) {
            flags.add("NODE");
        }
        arguments.done();
        session.step("get_mempolicy", fields.put("flags", String.join("|", flags)));
    }
}
