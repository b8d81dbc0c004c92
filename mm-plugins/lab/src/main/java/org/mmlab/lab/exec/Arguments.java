package org.mmlab.lab.exec;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.plugin.Suggestions;

/** The arguments of one operation, taken from left to right; what is left in the end is an error. */
final class Arguments {
    private final SourceLine line;
    private final Operation operation;
    private final Deque<Token> left;
    private final Map<String, Long> variables;
    private int column;

    /** {@code words} are the line's words from the operation's name on. */
    Arguments(SourceLine line, Operation operation, List<Token> words, Map<String, Long> variables) {
        this.line = line;
        this.operation = operation;
        this.left = new ArrayDeque<>(words);
        this.variables = variables;
        Token name = left.removeFirst();
        column = name.column() + name.text().length() + 1;
    }

    /** Whether there are more. */
    boolean more() {
        return !left.isEmpty();
    }

    /** The next word. */
    Token next(String what) throws ScriptException {
        Token token = left.pollFirst();
        if (token == null) {
            throw line.error(column, what + " is missing; usage: " + operation.usage());
        }
        column = token.column() + token.text().length() + 1;
        return token;
    }

    /** The next word as a number or address. */
    long number(String what) throws ScriptException {
        return Expression.value(line, next(what), variables);
    }

    /** The next word as a number from {@code least} to {@code most}. */
    long number(String what, long least, long most) throws ScriptException {
        Token token = next(what);
        long value = Expression.value(line, token, variables);
        if (value < least || value > most) {
            throw error(token, what + " is " + value + "; it must be " + least + " to " + most);
        }
        return value;
    }

    /** Takes the next word if it is this one. */
    boolean take(String word) {
        Token token = left.peekFirst();
        if (token == null || !token.text().equals(word)) {
            return false;
        }
        left.removeFirst();
        column = token.column() + token.text().length() + 1;
        return true;
    }

    /** The next word without taking it, or null at the end. */
    @Nullable Token peek() {
        return left.peekFirst();
    }

    /** The next word, which must be one of these. */
    String word(String what, Collection<String> known) throws ScriptException {
        Token token = next(what);
        if (!known.contains(token.text())) {
            throw error(token, Suggestions.unknown(what, token.text(), known) + usage());
        }
        return token.text();
    }

    /** All words that are left, each one of these, in capitals with a bar between them. */
    String flags(String what, Collection<String> known) throws ScriptException {
        StringBuilder flags = new StringBuilder();
        while (more()) {
            flags.append(flags.isEmpty() ? "" : "|").append(word(what, known).toUpperCase(java.util.Locale.ROOT));
        }
        return flags.toString();
    }

    /** Objects to words that are left. */
    void done() throws ScriptException {
        Token token = left.peekFirst();
        if (token != null) {
            throw error(token, "'" + token.text() + "' is one argument too many" + usage());
        }
    }

    /** An error at a word, with the operation's usage. */
    ScriptException error(Token token, String message) {
        return line.error(token, message);
    }

    /** An error at a word that is none of those that may stand there. */
    ScriptException unknown(Token token, String what, Collection<String> known) {
        return error(token, Suggestions.unknown(what, token.text(), known) + usage());
    }

    private String usage() {
        return "; usage: " + operation.usage();
    }
}
