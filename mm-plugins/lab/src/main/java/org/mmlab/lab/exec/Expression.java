package org.mmlab.lab.exec;

import java.util.Map;
import org.mmlab.api.plugin.Suggestions;

/**
 * Numbers of scripts: {@code 4096}, {@code 64K}, {@code 0x1000}, a variable, and sums, differences and products of them without
 * blanks: {@code p+3*4K}. 64 bits, wrapping. Linear in the text.
 */
final class Expression {
    private final SourceLine line;
    private final Token token;
    private final Map<String, Long> variables;
    private int at;

    private Expression(SourceLine line, Token token, Map<String, Long> variables) {
        this.line = line;
        this.token = token;
        this.variables = variables;
    }

    /** The value of a word. */
    static long value(SourceLine line, Token token, Map<String, Long> variables) throws ScriptException {
        return new Expression(line, token, variables).sum();
    }

    private long sum() throws ScriptException {
        boolean negative = take('-');
        long sum = negative ? -product() : product();
        while (at < token.text().length()) {
            if (take('+')) {
                sum += product();
            } else if (take('-')) {
                sum -= product();
            } else {
                throw error("'" + token.text().charAt(at)
                        + "' is no part of a number; write 4096, 64K, 0x1000, p or p+3*4K");
            }
        }
        return sum;
    }

    private long product() throws ScriptException {
        long product = factor();
        while (take('*')) {
            product *= factor();
        }
        return product;
    }

    private long factor() throws ScriptException {
        int start = at;
        while (at < token.text().length() && "+-*".indexOf(token.text().charAt(at)) < 0) {
            at++;
        }
        String text = token.text().substring(start, at);
        if (text.isEmpty()) {
            at = Math.min(start, token.text().length() - 1);
            throw error("a number is missing in '" + token.text() + "'");
        }
        return Character.isDigit(text.charAt(0)) ? literal(text, start) : variable(text, start);
    }

    private long literal(String text, int start) throws ScriptException {
        try {
            if (text.startsWith("0x")) {
                return Long.parseUnsignedLong(text.substring(2).replace("_", ""), 16);
            }
            int shift = switch (text.charAt(text.length() - 1)) {
                case 'K' -> 10;
                case 'M' -> 20;
                case 'G' -> 30;
                case 'T' -> 40;
                default -> 0;
            };
            String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
            return Math.multiplyExact(Long.parseLong(digits.replace("_", "")), 1L << shift);
        } catch (ArithmeticException | NumberFormatException e) {
            at = start;
            throw error("'" + text + "' is no number; write 4096, 64K, 2M, 1G or 0x1000");
        }
    }

    private long variable(String name, int start) throws ScriptException {
        Long value = variables.get(name);
        if (value == null) {
            at = start;
            throw error(Suggestions.unknown("variable", name, variables.keySet())
                    + " (a variable is set by a line such as: p = mmap 64K rw)");
        }
        return value;
    }

    private boolean take(char wanted) {
        boolean found = at < token.text().length() && token.text().charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private ScriptException error(String message) {
        return line.error(token.column() + at, message);
    }
}
