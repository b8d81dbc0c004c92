package org.mmlab.lab.conform.fault;

/**
 * One page of a snapshot, recorded or simulated.
 *
 * @param state the letters of its state
 * @param frame number of its frame within the snapshot, -1 the zero page, -2 the huge one; {@link #NO_FRAME} where it has none
 * @param mapcount entries that map the frame
 */
record PageState(String state, long frame, long mapcount) {
    /** The page is not in memory. */
    static final long NO_FRAME = Long.MIN_VALUE;
    /** The shared zero page. */
    static final long ZERO = -1;
    /** The shared huge zero page. */
    static final long HUGE_ZERO = -2;

    private static final String EXACT = "PSFXGZA";
    private static final String WEAK = "HDBL";

    /** The letters that must be equal, in a fixed order. */
    String exact() {
        return keep(EXACT);
    }

    /** The letters that are compared loosely, in a fixed order. */
    String weak() {
        return keep(WEAK);
    }

    /** A letter that the documentation does not have, or 0. */
    char unknownLetter() {
        for (char letter : state.toCharArray()) {
            if ((EXACT + WEAK + "K").indexOf(letter) < 0) {
                return letter;
            }
        }
        return 0;
    }

    private String keep(String letters) {
        StringBuilder kept = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (state.indexOf(letter) >= 0) {
                kept.append(letter);
            }
        }
        return kept.toString();
    }
}
