package org.mmlab.policies.replacement.segmented;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Segmented LRU once more, from its papers: rungs of pages, newest first, and a journal of what happens. */
final class LadderModel {

    private final int frames;
    private final boolean fillUpwards;
    private final int[] cap;
    private final List<Deque<Integer>> rungs = new ArrayList<>();
    private final List<String> journal = new ArrayList<>();

    LadderModel(int frames, int segments, double lowest, boolean fillUpwards) {
        this.frames = frames;
        this.fillUpwards = fillUpwards;
        cap = new int[segments];
        for (int i = 0; i < segments; i++) {
            double share = lowest == 0 ? 1.0 / segments : i == 0 ? lowest : (1 - lowest) / (segments - 1);
            cap[i] = (int) Math.floor(frames * share + 1e-9);
            rungs.add(new ArrayDeque<>());
        }
    }

    List<String> play(List<Integer> requests) {
        for (Integer page : requests) {
            int rung = rungOf(page);
            if (rung < 0) {
                miss(page);
            } else {
                hit(page, rung);
            }
        }
        return journal;
    }

    private int rungOf(Integer page) {
        for (int i = 0; i < rungs.size(); i++) {
            if (rungs.get(i).contains(page)) {
                return i;
            }
        }
        return -1;
    }

    private void hit(Integer page, int rung) {
        int above = Math.min(rung + 1, rungs.size() - 1);
        rungs.get(rung).remove(page);
        rungs.get(above).addFirst(page);
        int fallsFrom = above;
        while (fallsFrom > 0 && isOver(fallsFrom)) {
            rungs.get(fallsFrom - 1).addFirst(rungs.get(fallsFrom).removeLast());
            fallsFrom--;
        }
        while (fallsFrom == 0 && above > 0 && isOver(0)) {
            journal.add("out " + rungs.get(0).removeLast());
        }
    }

    private boolean isOver(int rung) {
        return rungs.get(rung).size() > cap[rung];
    }

    private void miss(Integer page) {
        journal.add("miss " + page);
        if (rungs.stream().mapToInt(Deque::size).sum() == frames) {
            Deque<Integer> lowest =
                    rungs.stream().filter(rung -> !rung.isEmpty()).findFirst().orElseThrow();
            journal.add("out " + lowest.removeLast());
        }
        int entry = 0;
        for (int i = rungs.size() - 1; fillUpwards && i >= 0; i--) {
            entry = rungs.get(i).size() < cap[i] ? i : entry;
        }
        rungs.get(entry).addFirst(page);
    }
}
