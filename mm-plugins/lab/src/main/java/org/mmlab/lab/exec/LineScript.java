package org.mmlab.lab.exec;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.kit.machine.Machine;

/** A script with one operation a line. What was performed before an error stays performed and reported. */
public final class LineScript {
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=(?!=)");
    private static final Pattern ACTOR = Pattern.compile("\\s*([A-Za-z_]\\w*):(?=\\s)");

    private final String name;
    private final String text;

    /** {@code name} is the file's, for messages. */
    public LineScript(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** Performs all lines on a machine. */
    Session perform(Machine machine, ExecReport report) throws IOException {
        Session session = new Session(machine, report);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            perform(new SourceLine(name, number, line), session);
        }
        return session;
    }

    private static void perform(SourceLine line, Session session) throws IOException {
        if (line.tokens().isEmpty()) {
            session.report().comment(line.text());
            return;
        }
        Matcher assignment = ASSIGNMENT.matcher(line.text());
        @Nullable String target = assignment.lookingAt() ? assignment.group(1) : null;
        int start = target == null ? 0 : assignment.end();
        Matcher actor = ACTOR.matcher(line.text()).region(start, line.text().length());
        @Nullable Token who = null;
        if (actor.lookingAt()) {
            who = new Token(line.text().substring(actor.start(1), actor.end(1)), actor.start(1) + 1);
            start = actor.end();
        }
        int from = start;
        List<Token> words =
                line.tokens().stream().filter(token -> token.column() > from).toList();
        if (target != null) {
            words = afterAssignment(line, from);
        }
        if (words.isEmpty()) {
            throw line.error(line.text().length() + 1, "an operation is missing; mm exec --list names them");
        }
        Token last = words.get(words.size() - 1);
        String rest = line.text()
                .substring(
                        words.get(0).column() - 1,
                        last.column() - 1 + last.text().length());
        session.begin(line, target == null ? rest : target + " = " + rest, target, who);
        run(line, words, target, session);
    }

    /** Words of the part after the equals sign, which may touch it. */
    private static List<Token> afterAssignment(SourceLine line, int from) {
        return new SourceLine(
                        line.file(),
                        line.number(),
                        " ".repeat(from) + line.text().substring(from))
                .tokens();
    }

    private static void run(SourceLine line, List<Token> words, @Nullable String target, Session session)
            throws IOException {
        Token first = words.get(0);
        Operation operation = Operations.byName().get(first.text());
        if (operation == null) {
            if (target == null || !isExpression(words, session)) {
                throw line.error(
                        first,
                        Suggestions.unknown(
                                        "operation",
                                        first.text(),
                                        Operations.byName().keySet())
                                + "; mm exec --list explains them");
            }
            session.set(target, Expression.value(line, first, session.variables()));
            return;
        }
        operation.action().perform(new Arguments(line, operation, words, session.variables()), session);
        if (target != null) {
            Long value = session.value();
            if (value == null) {
                throw line.error(1, "'" + operation.name() + "' gives no value for '" + target + "'");
            }
            session.set(target, value);
        }
    }

    /** Whether the only word after the equals sign is meant as a number. */
    private static boolean isExpression(List<Token> words, Session session) {
        String text = words.get(0).text();
        return words.size() == 1
                && (Character.isDigit(text.charAt(0))
                        || text.startsWith("-")
                        || session.variables().keySet().stream().anyMatch(text::startsWith));
    }
}
