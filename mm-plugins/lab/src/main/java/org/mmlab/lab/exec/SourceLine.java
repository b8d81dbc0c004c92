package org.mmlab.lab.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a script.
 *
 * @param file the script's name, for messages
 * @param number the line's number, from 1
 * @param text the line without its end
 */
record SourceLine(String file, int number, String text) {
    private static final Pattern WORD = Pattern.compile("[^\\s]+");

    /** The words up to a comment, which begins with a word that begins with {@code #}. */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find() && !matcher.group().startsWith("#")) {
            tokens.add(new Token(matcher.group(), matcher.start() + 1));
        }
        return tokens;
    }

    /** An error in this line, at a column from 1. */
    ScriptException error(int column, String message) {
        return new ScriptException(file + ":" + number + ":" + column + ": " + message);
    }

    /** An error at a word. */
    ScriptException error(Token token, String message) {
        return error(token.column(), message);
    }
}
