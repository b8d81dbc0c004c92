package org.mmlab.policies.replacement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** ARC, CAR and LIRS once more, as their papers put them; newest pages last. */
final class AdaptiveModels {

    private AdaptiveModels() {}

    /** Figure 4 of the ARC paper, case by case. */
    static int arc(int c, List<Integer> requests) {
        List<Integer> t1 = new ArrayList<>();
        List<Integer> t2 = new ArrayList<>();
        List<Integer> b1 = new ArrayList<>();
        List<Integer> b2 = new ArrayList<>();
        double p = 0;
        int misses = 0;
        for (Integer page : requests) {
            if (t1.remove(page) || t2.remove(page)) {
                t2.add(page);
                continue;
            }
            misses++;
            if (b1.contains(page)) {
                p = Math.min(c, p + Math.max(1.0, (double) b2.size() / b1.size()));
                replace(c, t1, t2, b1, b2, p, false);
                b1.remove(page);
                t2.add(page);
            } else if (b2.contains(page)) {
                p = Math.max(0, p - Math.max(1.0, (double) b1.size() / b2.size()));
                replace(c, t1, t2, b1, b2, p, true);
                b2.remove(page);
                t2.add(page);
            } else {
                if (t1.size() + b1.size() == c) {
                    if (t1.size() < c) {
                        b1.remove(0);
                        replace(c, t1, t2, b1, b2, p, false);
                    } else {
                        t1.remove(0);
                    }
                } else if (t1.size() + t2.size() + b1.size() + b2.size() >= c) {
                    if (t1.size() + t2.size() + b1.size() + b2.size() == 2 * c) {
                        b2.remove(0);
                    }
                    replace(c, t1, t2, b1, b2, p, false);
                }
                t1.add(page);
            }
        }
        return misses;
    }

    private static void replace(
            int c, List<Integer> t1, List<Integer> t2, List<Integer> b1, List<Integer> b2, double p, boolean fromB2) {
        if (t1.size() + t2.size() < c) {
            return;
        }
        if (!t1.isEmpty() && (t1.size() > p || (fromB2 && t1.size() == p) || t2.isEmpty())) {
            b1.add(t1.remove(0));
        } else {
            b2.add(t2.remove(0));
        }
    }

    /** Figure 2 of the CAR paper. */
    static int car(int c, List<Integer> requests) {
        List<Integer> t1 = new ArrayList<>();
        List<Integer> t2 = new ArrayList<>();
        List<Integer> b1 = new ArrayList<>();
        List<Integer> b2 = new ArrayList<>();
        Set<Integer> marked = new HashSet<>();
        int p = 0;
        int misses = 0;
        for (Integer page : requests) {
            if (t1.contains(page) || t2.contains(page)) {
                marked.add(page);
                continue;
            }
            misses++;
            boolean known = b1.contains(page) || b2.contains(page);
            if (t1.size() + t2.size() == c) {
                sweep(t1, t2, b1, b2, marked, p);
                if (!known && t1.size() + b1.size() == c) {
                    b1.remove(0);
                } else if (!known && t1.size() + t2.size() + b1.size() + b2.size() == 2 * c) {
                    b2.remove(0);
                }
            }
            if (b1.contains(page)) {
                p = Math.min(c, p + Math.max(1, b2.size() / b1.size()));
            } else if (b2.contains(page)) {
                p = Math.max(0, p - Math.max(1, b1.size() / b2.size()));
            }
            b1.remove(page);
            b2.remove(page);
            (known ? t2 : t1).add(page);
        }
        return misses;
    }

    private static void sweep(
            List<Integer> t1, List<Integer> t2, List<Integer> b1, List<Integer> b2, Set<Integer> marked, int p) {
        while (true) {
            boolean first = t1.size() >= Math.max(1, p);
            Integer oldest = (first ? t1 : t2).remove(0);
            if (!marked.remove(oldest)) {
                (first ? b1 : b2).add(oldest);
                return;
            }
            t2.add(oldest);
        }
    }

    static int lirs(int c, int leastHir, int stackMultiple, List<Integer> requests) {
        int hir = Math.max(leastHir, c / 100);
        List<Integer> stack = new ArrayList<>();
        List<Integer> queue = new ArrayList<>();
        Set<Integer> lir = new HashSet<>();
        int misses = 0;
        for (Integer page : requests) {
            boolean hit = lir.contains(page) || queue.contains(page);
            if (!hit) {
                misses++;
                if (lir.size() + queue.size() == c) {
                    queue.remove(0);
                }
            }
            boolean inStack = stack.remove(page);
            stack.add(page);
            if (lir.contains(page)) {
                prune(stack, lir);
            } else if (inStack) {
                queue.remove(page);
                lir.add(page);
                if (lir.size() > Math.max(0, c - hir)) {
                    prune(stack, lir);
                    Integer bottom = stack.remove(0);
                    lir.remove(bottom);
                    queue.add(bottom);
                    prune(stack, lir);
                }
            } else if (!hit && lir.size() + queue.size() < c - hir) {
                lir.add(page);
            } else {
                queue.remove(page);
                queue.add(page);
            }
            while (stackMultiple > 0 && stack.size() > stackMultiple * c && !lir.containsAll(stack)) {
                stack.remove(stack.stream()
                        .filter(entry -> !lir.contains(entry))
                        .findFirst()
                        .orElseThrow());
            }
        }
        return misses;
    }

    private static void prune(List<Integer> stack, Set<Integer> lir) {
        while (!stack.isEmpty() && !lir.contains(stack.get(0))) {
            stack.remove(0);
        }
    }
}
