package org.mmlab.policies.replacement.interreference;

import java.util.Arrays;
import org.mmlab.api.frame.IndexLists;

/**
 * The clock of CLOCK-Pro: pages in one ring by recency, their status, how many have each, and the three hands.
 *
 * <p>The ring is a list whose head is the most recent page; a hand goes from old to recent, that is towards the head, and from the
 * head back to the tail. A hand on a page that leaves the ring steps on by itself.
 */
final class ClockProRing {

    /** No page: a hand that has nothing to point at. */
    static final int NONE = IndexLists.NONE;

    // What a page is. Resident: HOT, COLD, COLD_IN_TEST. In its test period: COLD_IN_TEST, GONE_IN_TEST.
    static final byte OUTSIDE = 0;
    static final byte HOT = 1;
    static final byte COLD = 2;
    static final byte COLD_IN_TEST = 3;
    static final byte GONE_IN_TEST = 4;
    private static final int KINDS = 5;

    private final IndexLists lists = new IndexLists(0, IndexLists.Checks.OFF);
    private final int ring = lists.newList("clock");
    private final int[] number = new int[KINDS];
    private byte[] status = new byte[0];
    int handHot = NONE;
    int handCold = NONE;
    int handTest = NONE;

    void roomFor(int page) {
        if (page >= status.length) {
            int room = Math.max(page + 1, status.length + (status.length >> 1));
            status = Arrays.copyOf(status, room);
            lists.ensureCapacity(room);
        }
    }

    byte status(int page) {
        return status[page];
    }

    boolean inTest(int page) {
        return status[page] >= COLD_IN_TEST;
    }

    boolean residentCold(int page) {
        return status[page] == COLD || status[page] == COLD_IN_TEST;
    }

    int hot() {
        return number[HOT];
    }

    int residentCold() {
        return number[COLD] + number[COLD_IN_TEST];
    }

    int resident() {
        return hot() + residentCold();
    }

    int inTest() {
        return number[COLD_IN_TEST] + number[GONE_IN_TEST];
    }

    int gone() {
        return number[GONE_IN_TEST];
    }

    /** The page that a hand on {@code page} moves to: the next more recent one, from the most recent to the least. */
    int after(int page) {
        int towardsHead = lists.previous(page);
        return towardsHead == NONE ? lists.last(ring) : towardsHead;
    }

    /** The least recent page. */
    int tail() {
        return lists.last(ring);
    }

    void setStatus(int page, byte kind) {
        number[status[page]]--;
        status[page] = kind;
        number[kind]++;
    }

    /** Puts a page, in the ring or not, at the head with a status. */
    void moveToHead(int page, byte kind) {
        if (status[page] != OUTSIDE) {
            remove(page);
        }
        lists.addFirst(ring, page);
        setStatus(page, kind);
    }

    /** Takes a page out; hands that stood on it step on. */
    void remove(int page) {
        int next = after(page);
        int onward = next == page ? NONE : next;
        handHot = handHot == page ? onward : handHot;
        handCold = handCold == page ? onward : handCold;
        handTest = handTest == page ? onward : handTest;
        lists.remove(ring, page);
        setStatus(page, OUTSIDE);
    }

    /** Moves the cold hand on to a resident cold page, where there is one. */
    void settleCold() {
        if (residentCold() == 0) {
            handCold = NONE;
            return;
        }
        if (handCold == NONE) {
            handCold = tail();
        }
        while (!residentCold(handCold)) {
            handCold = after(handCold);
        }
    }

    /** Moves the test hand on to a page in its test period, where there is one. */
    void settleTest() {
        if (inTest() == 0) {
            handTest = NONE;
            return;
        }
        if (handTest == NONE) {
            handTest = handHot == NONE ? tail() : handHot;
        }
        while (!inTest(handTest)) {
            handTest = after(handTest);
        }
    }
}
