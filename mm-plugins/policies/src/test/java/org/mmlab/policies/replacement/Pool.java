package org.mmlab.policies.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.HitEvictingPolicy;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;

/** A small mechanism that runs one policy by the letter of its contract and checks every answer. */
public final class Pool implements ReplacementContext {

    static final PolicyRegistry REGISTRY =
            PolicyRegistry.builder().spi("replacement", ReplacementPolicy.class).build();

    /** What policies that draw or hash are given. */
    public static final long SEED = 42;

    private final int capacity;
    private final ReplacementPolicy policy;
    private final List<Integer> requests;
    private final Map<Integer, Integer> frameOf = new LinkedHashMap<>();
    private final Map<Integer, Integer> pageIn = new LinkedHashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final boolean[] referenced;
    private final List<String> journal = new ArrayList<>();
    private int frames;
    private int position;

    Pool(String reference, int capacity, List<Integer> requests) {
        this(reference, capacity, requests, capacity);
    }

    /** A pool that shows {@code framesAtFirst} frames when the policy is attached and all of them later. */
    Pool(String reference, int capacity, List<Integer> requests, int framesAtFirst) {
        this.capacity = capacity;
        this.requests = requests;
        this.referenced = new boolean[capacity];
        this.frames = framesAtFirst;
        this.policy = REGISTRY.create(ReplacementPolicy.class, PolicyReference.parse(reference));
        policy.attach(this);
        frames = capacity;
        for (int frame = 0; frame < capacity; frame++) {
            free.add(frame);
        }
    }

    static int misses(String reference, int capacity, List<Integer> requests) {
        return new Pool(reference, capacity, requests).run();
    }

    /** What happened, in order: {@code miss PAGE} at each miss, {@code out PAGE} for each page that left, be it at a hit or a miss. */
    public static List<String> journal(String reference, int capacity, List<Integer> requests) {
        Pool pool = new Pool(reference, capacity, requests);
        pool.run();
        return List.copyOf(pool.journal);
    }

    int run() {
        int misses = 0;
        for (position = 0; position < requests.size(); position++) {
            misses += request(requests.get(position)) ? 0 : 1;
        }
        return misses;
    }

    /** Requests a page; whether it was resident. */
    boolean request(int page) {
        Integer frame = frameOf.get(page);
        if (frame != null) {
            hit(frame, page);
            return true;
        }
        journal.add("miss " + page);
        if (free.isEmpty()) {
            int victim = Addresses.rawFrame(policy.victim(page));
            if (victim == Addresses.rawFrame(Addresses.NO_FRAME)) {
                return false;
            }
            evict(victim);
        }
        int taken = free.remove();
        frameOf.put(page, taken);
        pageIn.put(taken, page);
        referenced[taken] = false;
        policy.admit(Addresses.frame(taken), page);
        return false;
    }

    private void hit(int frame, int page) {
        if (policy.sight() == Sight.REFERENCE_BIT) {
            referenced[frame] = true;
            return;
        }
        policy.access(Addresses.frame(frame), page);
        if (policy instanceof HitEvictingPolicy evicting) {
            int surplus = Addresses.rawFrame(evicting.surplus());
            while (surplus >= 0) {
                evict(surplus);
                surplus = Addresses.rawFrame(evicting.surplus());
            }
        }
    }

    private void evict(int frame) {
        policy.evicted(Addresses.frame(frame), leave(frame));
    }

    private int leave(int frame) {
        assertThat(pageIn).as("victim must be resident").containsKey(frame);
        int page = pageIn.remove(frame);
        frameOf.remove(page);
        free.add(frame);
        journal.add("out " + page);
        return page;
    }

    /** Asks for a victim with no page waiting and evicts it; whether there was one. */
    boolean shrink() {
        int victim = Addresses.rawFrame(policy.victim(ReplacementPolicy.NO_PAGE));
        if (victim < 0) {
            return false;
        }
        evict(victim);
        return true;
    }

    /** Asks for a victim and says that it could not be evicted; gives its frame, or -1. */
    int keep() {
        int victim = Addresses.rawFrame(policy.victim(ReplacementPolicy.NO_PAGE));
        if (victim >= 0) {
            assertThat(pageIn).as("victim must be resident").containsKey(victim);
            policy.kept(Addresses.frame(victim), pageIn.get(victim));
        }
        return victim;
    }

    /** Takes a resident page away, as if it were freed; nothing if none is resident. */
    void remove(int which) {
        if (!pageIn.isEmpty()) {
            int frame = List.copyOf(pageIn.keySet()).get(which % pageIn.size());
            policy.removed(Addresses.frame(frame), leave(frame));
        }
    }

    int resident() {
        return pageIn.size();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public int pages() {
        return 1;
    }

    @Override
    public long seed() {
        return SEED;
    }

    @Override
    public boolean testAndClearReferenced(int frame) {
        boolean was = referenced[frame];
        referenced[frame] = false;
        return was;
    }

    @Override
    public long nextUse(int page) {
        for (int i = position + 1; i < requests.size(); i++) {
            if (requests.get(i) == page) {
                return i;
            }
        }
        return NEVER;
    }
}
