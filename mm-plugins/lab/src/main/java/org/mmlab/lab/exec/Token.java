package org.mmlab.lab.exec;

/**
 * A word of a line.
 *
 * @param text without white space
 * @param column where it begins in its line, from 1
 */
record Token(String text, int column) {}
