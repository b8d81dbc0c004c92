package org.mmlab.policies.replacement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies' definitions once more, as plainly as they can be put: lists of pages, searched from end to end. */
final class Models {

    private Models() {}

    static int lru(int c, List<Integer> requests) {
        List<Integer> recent = new ArrayList<>();
        int misses = 0;
        for (Integer page : requests) {
            if (!recent.remove(page)) {
                misses++;
                if (recent.size() == c) {
                    recent.remove(0);
                }
            }
            recent.add(page);
        }
        return misses;
    }

    static int fifo(int c, List<Integer> requests) {
        List<Integer> queue = new ArrayList<>();
        int misses = 0;
        for (Integer page : requests) {
            if (!queue.contains(page)) {
                misses++;
                if (queue.size() == c) {
                    queue.remove(0);
                }
                queue.add(page);
            }
        }
        return misses;
    }

    /** The ring: fixed slots, a hand, the new page in the victim's slot and the hand moved past it. */
    static int clock(int c, int bits, int load, List<Integer> requests) {
        int[] slots = new int[c];
        int[] counts = new int[c];
        java.util.Arrays.fill(slots, -1);
        int hand = 0;
        int misses = 0;
        for (int page : requests) {
            int at = 0;
            while (at < c && slots[at] != page) {
                at++;
            }
            if (at < c) {
                counts[at] = Math.min(counts[at] + 1, (1 << bits) - 1);
                continue;
            }
            misses++;
            while (slots[hand] >= 0 && counts[hand] > 0) {
                counts[hand]--;
                hand = (hand + 1) % c;
            }
            slots[hand] = page;
            counts[hand] = load;
            hand = (hand + 1) % c;
        }
        return misses;
    }

    static int opt(int c, List<Integer> requests) {
        List<Integer> resident = new ArrayList<>();
        int misses = 0;
        for (int i = 0; i < requests.size(); i++) {
            Integer page = requests.get(i);
            if (resident.contains(page)) {
                continue;
            }
            misses++;
            if (resident.size() == c) {
                List<Integer> rest = requests.subList(i + 1, requests.size());
                resident.remove(Collections.max(
                        resident, Comparator.comparing(p -> rest.contains(p) ? rest.indexOf(p) : Integer.MAX_VALUE)));
            }
            resident.add(page);
        }
        return misses;
    }

    static int lfu(int c, List<Integer> requests) {
        Map<Integer, long[]> countAndSince = new LinkedHashMap<>();
        int misses = 0;
        long now = 0;
        for (Integer page : requests) {
            long[] entry = countAndSince.get(page);
            if (entry == null) {
                misses++;
                if (countAndSince.size() == c) {
                    countAndSince.remove(Collections.min(
                            countAndSince.keySet(),
                            Comparator.comparing((Integer p) -> countAndSince.get(p)[0])
                                    .thenComparing(p -> countAndSince.get(p)[1])));
                }
                entry = new long[2];
                countAndSince.put(page, entry);
            }
            entry[0]++;
            entry[1] = ++now;
        }
        return misses;
    }

    static int sieve(int c, List<Integer> requests) {
        List<Integer> oldestFirst = new ArrayList<>();
        Map<Integer, Boolean> visited = new HashMap<>();
        int hand = 0;
        int misses = 0;
        for (Integer page : requests) {
            if (visited.containsKey(page)) {
                visited.put(page, true);
                continue;
            }
            misses++;
            if (oldestFirst.size() == c) {
                hand = hand >= c ? 0 : hand;
                while (visited.get(oldestFirst.get(hand))) {
                    visited.put(oldestFirst.get(hand), false);
                    hand = (hand + 1) % c;
                }
                visited.remove(oldestFirst.remove(hand));
                hand = hand == c - 1 ? c : hand;
            }
            oldestFirst.add(page);
            visited.put(page, false);
        }
        return misses;
    }

    static int twoQueue(int c, List<Integer> requests) {
        int kin = c / 4;
        int kout = c / 2;
        List<Integer> in = new ArrayList<>();
        List<Integer> out = new ArrayList<>();
        List<Integer> main = new ArrayList<>();
        int misses = 0;
        for (Integer page : requests) {
            if (main.remove(page)) {
                main.add(page);
            } else if (!in.contains(page)) {
                misses++;
                boolean remembered = out.remove(page);
                if (in.size() + main.size() == c) {
                    if (in.size() > kin || main.isEmpty()) {
                        out.add(in.remove(0));
                        if (out.size() > kout) {
                            out.remove(0);
                        }
                    } else {
                        main.remove(0);
                    }
                }
                (remembered ? main : in).add(page);
            }
        }
        return misses;
    }

    static int s3Fifo(int c, List<Integer> requests) {
        int smallCap = c / 10;
        int ghostCap = 9 * c / 10;
        List<Integer> small = new ArrayList<>();
        List<Integer> main = new ArrayList<>();
        List<Integer> ghost = new ArrayList<>();
        Map<Integer, Integer> hits = new HashMap<>();
        int misses = 0;
        for (Integer page : requests) {
            if (hits.containsKey(page)) {
                hits.merge(page, 1, Integer::sum);
                continue;
            }
            misses++;
            boolean remembered = ghost.remove(page);
            boolean room = small.size() + main.size() < c;
            while (!room) {
                if (main.size() > c - smallCap || small.isEmpty()) {
                    Integer oldest = main.remove(0);
                    int count = hits.remove(oldest);
                    room = count == 0;
                    if (!room) {
                        hits.put(oldest, Math.min(count, 3) - 1);
                        main.add(oldest);
                    }
                } else {
                    while (!room && !small.isEmpty()) {
                        Integer oldest = small.remove(0);
                        room = hits.remove(oldest) < 2;
                        if (room) {
                            ghost.add(oldest);
                            if (ghost.size() > ghostCap) {
                                ghost.remove(0);
                            }
                        } else {
                            hits.put(oldest, 0);
                            main.add(oldest);
                        }
                    }
                }
            }
            (remembered ? main : small).add(page);
            hits.put(page, 0);
        }
        return misses;
    }
}
