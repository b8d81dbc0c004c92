package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;

/**
 * A mechanism that runs a replacement policy to the letter of its contract, over a pool of a few frames, and checks every answer.
 * It writes down what was evicted, so that two runs can be compared.
 */
final class ReplacementPool implements ReplacementContext {
    private static final long SEED = 42;

    private final ReplacementPolicy policy;
    private final int capacity;
    private final int[] requests;
    private final Map<Integer, Integer> frameOf = new HashMap<>();
    private final TreeMap<Integer, Integer> pageIn = new TreeMap<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final boolean[] referenced;
    private final List<Integer> evictions = new ArrayList<>();
    private int position;
    private int misses;

    ReplacementPool(ReplacementPolicy policy, int capacity, int[] requests) {
        this.policy = policy;
        this.capacity = capacity;
        this.requests = requests;
        this.referenced = new boolean[capacity];
        for (int frame = 0; frame < capacity; frame++) {
            free.add(frame);
        }
        policy.attach(this);
    }

    /** Requests the next page of the stream; false at its end. */
    boolean step() {
        if (position == requests.length) {
            return false;
        }
        int page = numbers.computeIfAbsent(requests[position], name -> numbers.size());
        Integer frame = frameOf.get(page);
        if (frame == null) {
            misses++;
            load(page);
        } else if (policy.sight() == Sight.REFERENCE_BIT) {
            referenced[frame] = true;
        } else {
            policy.access(Addresses.frame(frame), page);
        }
        position++;
        return true;
    }

    private void load(int page) {
        if (free.isEmpty()) {
            int victim = name(page);
            assertThat(victim)
                    .as("victim with %d pages resident and none kept", pageIn.size())
                    .isNotNegative();
            evict(victim);
        }
        int frame = free.remove();
        frameOf.put(page, frame);
        pageIn.put(frame, page);
        referenced[frame] = false;
        policy.admit(Addresses.frame(frame), page);
    }

    /** Asks for a victim, which is resident or none. */
    private int name(int incoming) {
        int victim = Addresses.rawFrame(policy.victim(incoming));
        if (victim != Addresses.rawFrame(Addresses.NO_FRAME)) {
            assertThat(pageIn.keySet())
                    .as("resident frames, of which the victim must be one")
                    .contains(victim);
        }
        return victim;
    }

    private void evict(int frame) {
        int page = leave(frame);
        evictions.add(page);
        policy.evicted(Addresses.frame(frame), page);
    }

    private int leave(int frame) {
        int page = known(frame, pageIn.remove(frame));
        frameOf.remove(page);
        free.add(frame);
        return page;
    }

    private static int known(int frame, @Nullable Integer page) {
        if (page == null) {
            throw new AssertionError("frame " + frame + " should hold a page and holds none");
        }
        return page;
    }

    /** Memory is wanted but no page waits: evicts one; false where the policy gives none up. */
    boolean shrink() {
        int victim = name(ReplacementPolicy.NO_PAGE);
        if (victim < 0) {
            return false;
        }
        evict(victim);
        return true;
    }

    /** The victim cannot go; gives its frame, or a negative number where none was named. */
    int keep() {
        int victim = name(ReplacementPolicy.NO_PAGE);
        if (victim >= 0) {
            policy.kept(Addresses.frame(victim), known(victim, pageIn.get(victim)));
        }
        return victim;
    }

    /** A resident page is freed by its owner. */
    void free(int which) {
        if (!pageIn.isEmpty()) {
            int frame = new ArrayList<>(pageIn.keySet()).get(which % pageIn.size());
            policy.removed(Addresses.frame(frame), leave(frame));
        }
    }

    int resident() {
        return pageIn.size();
    }

    int misses() {
        return misses;
    }

    List<Integer> evictions() {
        return evictions;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int frames() {
        return capacity;
    }

    @Override
    public int pages() {
        return numbers.size();
    }

    @Override
    public long seed() {
        return SEED;
    }

    @Override
    public boolean testAndClearReferenced(@FrameIndex int frame) {
        int i = Addresses.rawFrame(frame);
        boolean was = referenced[i];
        referenced[i] = false;
        return was;
    }

    @Override
    public long nextUse(int page) {
        for (int i = position + 1; i < requests.length; i++) {
            Integer number = numbers.get(requests[i]);
            if (number != null && number == page) {
                return i;
            }
        }
        return NEVER;
    }
}
