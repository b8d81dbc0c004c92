package org.mmlab.lab.conform;

/**
 * One recorded value that the replay did not give.
 *
 * @param caseName the script
 * @param step the operation within it, counted from 0, with its name
 * @param field which of the values recorded for the step
 * @param expected what was recorded
 * @param actual what the replay gave
 */
public record Difference(String caseName, String step, String field, String expected, String actual) {
    /** One line that says it all. */
    @Override
    public String toString() {
        return caseName + ", " + step + ": " + field + ": expected " + expected + ", got " + actual;
    }
}
