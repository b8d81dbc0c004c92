package org.mmlab.policies.replacement.frequency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** W-TinyLFU once more, from its paper: three queues, newest first, true counts for the sketch, and a journal of what happens. */
final class WindowModel {

    private static final int MOST_COUNTED = 15;
    private static final int WARM = 6;

    private final int frames;
    private final int mostWindow;
    private final int mostProtected;
    private final SplittableRandom random;
    private final Deque<Integer> window = new ArrayDeque<>();
    private final Deque<Integer> probation = new ArrayDeque<>();
    private final Deque<Integer> kept = new ArrayDeque<>();
    private final Map<Integer, Integer> counts = new TreeMap<>();
    private final List<String> journal = new ArrayList<>();
    private int counted;

    WindowModel(int frames, double windowShare, double protectedShare, long seed) {
        this.frames = frames;
        int main = (int) Math.floor(frames * (1 - windowShare));
        mostWindow = frames - main;
        mostProtected = (int) Math.floor(main * protectedShare);
        random = new SplittableRandom(seed);
    }

    List<String> play(List<Integer> requests) {
        for (Integer page : requests) {
            if (window.contains(page) || probation.contains(page) || kept.contains(page)) {
                count(page);
                hit(page);
            } else {
                journal.add("miss " + page);
                if (window.size() + probation.size() + kept.size() == frames) {
                    pushOut();
                }
                count(page);
                window.addFirst(page);
                if (window.size() > mostWindow) {
                    probation.addFirst(window.removeLast());
                }
            }
        }
        return journal;
    }

    /** The counts of all pages are halved once, when ten requests a frame were counted; streams end before the second time. */
    private void count(Integer page) {
        int now = counts.getOrDefault(page, 0);
        if (now < MOST_COUNTED) {
            counts.put(page, now + 1);
            if (++counted == 10 * frames) {
                counts.replaceAll((any, count) -> count / 2);
            }
        }
    }

    private void hit(Integer page) {
        if (window.remove(page)) {
            window.addFirst(page);
            return;
        }
        probation.remove(page);
        kept.remove(page);
        kept.addFirst(page);
        if (kept.size() > mostProtected) {
            probation.addFirst(kept.removeLast());
        }
    }

    private void pushOut() {
        if (window.isEmpty()) {
            journal.add("out " + (probation.isEmpty() ? kept : probation).removeLast());
            return;
        }
        Integer candidate = window.removeLast();
        if (!probation.isEmpty() && staysRatherThan(candidate, probation.peekLast())) {
            journal.add("out " + probation.removeLast());
            probation.addFirst(candidate);
        } else {
            journal.add("out " + candidate);
        }
    }

    private boolean staysRatherThan(Integer candidate, Integer incumbent) {
        int mine = counts.get(candidate);
        return mine > counts.get(incumbent) || mine >= WARM && random.nextInt(128) == 0;
    }
}
