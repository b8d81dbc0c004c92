package org.mmlab.reclaim.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;

/** First in, first out, which checks that its mechanism keeps the contract. */
public final class FifoTestPolicy implements ReplacementPolicy {
    private final Map<Integer, Integer> pages = new LinkedHashMap<>();
    private final Sight sight;
    private int named = Addresses.NO_FRAME;
    public long accesses;

    public FifoTestPolicy(Sight sight) {
        this.sight = sight;
    }

    @Override
    public Sight sight() {
        return sight;
    }

    @Override
    public void attach(ReplacementContext context) {}

    @Override
    public void admit(int frame, int page) {
        if (pages.containsValue(page)) {
            throw new IllegalStateException("page " + page + " is resident twice");
        }
        if (pages.put(frame, page) != null) {
            throw new IllegalStateException("frame " + frame + " is admitted twice");
        }
    }

    @Override
    public void access(int frame, int page) {
        check(frame, page);
        accesses++;
    }

    @Override
    public int victim(int incoming) {
        named = pages.isEmpty() ? Addresses.NO_FRAME : pages.keySet().iterator().next();
        return named;
    }

    @Override
    public void evicted(int frame, int page) {
        checkNamed(frame);
        removed(frame, page);
    }

    @Override
    public void kept(int frame, int page) {
        checkNamed(frame);
        check(frame, page);
        pages.remove(frame);
        pages.put(frame, page);
    }

    @Override
    public void removed(int frame, int page) {
        check(frame, page);
        pages.remove(frame);
    }

    public int size() {
        return pages.size();
    }

    private void check(int frame, int page) {
        if (!Integer.valueOf(page).equals(pages.get(frame))) {
            throw new IllegalStateException("frame " + frame + " holds page " + pages.get(frame) + ", not " + page);
        }
    }

    private void checkNamed(int frame) {
        if (frame != named) {
            throw new IllegalStateException("frame " + frame + " was not named; " + named + " was");
        }
    }
}
