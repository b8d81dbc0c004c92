package org.mmlab.lab.exec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.api.translation.Access;
import org.mmlab.lab.exec.Operation.Group;
import org.mmlab.lab.walk.WalkStory;
import org.mmlab.virtual.mm.Vma;

/** Looking at processes and the machine. */
final class LookOperations {
    private static final Map<String, Integer> ACCESSES =
            Map.of("read", Access.READ, "write", Access.WRITE, "fetch", Access.FETCH);

    private LookOperations() {}

    static List<Operation> all() {
        return List.of(
                new Operation(
                        Group.LOOKING,
                        "show",
                        "show VIEW[,VIEW…] [ADDR | WORD…]",
                        "print views; ADDR: of this area alone; WORD: only lines that begin so",
                        LookOperations::show),
                new Operation(
                        Group.LOOKING,
                        "walk",
                        "walk ADDR [read|write|fetch]",
                        "access an address and tell how it is translated, step by step",
                        LookOperations::walk),
                new Operation(
                        Group.LOOKING,
                        "print",
                        "print NUMBER",
                        "print a number or variable in hexadecimal",
                        LookOperations::print));
    }

    private static void show(Arguments arguments, Session session) throws IOException {
        Token views = arguments.next("VIEW");
        List<String> names = Arrays.asList(views.text().split(",", -1));
        int column = views.column();
        for (String name : names) {
            if (!Views.names().contains(name)) {
                throw session.line().error(column, Suggestions.unknown("view", name, Views.names()));
            }
            column += name.length() + 1;
        }
        Vma area = null;
        List<String> words = new ArrayList<>();
        if (arguments.more() && names.stream().allMatch(Views::isByArea)) {
            area = area(arguments, session);
            arguments.done();
        }
        while (arguments.more()) {
            words.add(arguments.next("WORD").text());
        }
        Views all = new Views(session.machine());
        for (String name : names) {
            boolean ofProcess = Views.isOfProcess(name);
            String text = ofProcess ? all.of(session.actor(), name, area) : all.of(name);
            session.report()
                    .view(session.line().number(), ofProcess ? session.actorName() : "", name, filtered(text, words));
        }
    }

    private static String filtered(String text, List<String> words) {
        return words.isEmpty()
                ? text
                : text.lines()
                        .filter(line -> words.stream().anyMatch(line::startsWith))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
    }

    private static Vma area(Arguments arguments, Session session) throws ScriptException {
        @Nullable Token token = arguments.peek();
        long address = arguments.number("ADDR");
        Vma area = session.actor().calls().space().lookup(Addresses.virt(address));
        if (area == null) {
            throw session.line()
                    .error(
                            token == null ? 1 : token.column(),
                            "nothing is mapped at 0x" + Long.toHexString(address) + "; 'show maps' prints what is");
        }
        return area;
    }

    private static void walk(Arguments arguments, Session session) throws IOException {
        long address = arguments.number("ADDR");
        String word = arguments.more() ? arguments.word("access", ACCESSES.keySet()) : "read";
        arguments.done();
        WalkStory story = new WalkStory(session.machine(), session.actor());
        List<String> lines = story.tell(address, ACCESSES.getOrDefault(word, Access.READ), word);
        session.report().view(session.line().number(), session.actorName(), "walk", String.join("\n", lines) + "\n");
    }

    private static void print(Arguments arguments, Session session) throws IOException {
        Token token = arguments.next("ADDR");
        long value = Expression.value(session.line(), token, session.variables());
        arguments.done();
        session.report()
                .view(
                        session.line().number(),
                        "",
                        token.text(),
                        "0x" + Long.toHexString(value) + " = " + Long.toUnsignedString(value) + "\n");
    }
}
