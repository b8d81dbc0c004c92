package org.mmlab.physical.movable;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MemoryModel.Range;

/**
 * Spreads the memory that the kernel needs evenly over the nodes; what lies above is movable. The spreading is repeated with one node fewer
 * as long as small nodes could not take their share. Pure; page frame numbers are bare here.
 */
public final class MovableStart {
    private static final long BLOCK = 1L << FrameAllocator.MAX_ORDER;

    private final List<List<Range>> byNode;
    private final long usableStart;
    private final long[] starts;
    private long wanted;

    private MovableStart(List<Range> ranges, int nodes, long usableStart) {
        this.usableStart = usableStart;
        byNode = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            byNode.add(new ArrayList<>());
        }
        ranges.forEach(range -> byNode.get(range.node()).add(range));
        starts = new long[nodes];
    }

    /**
     * First frame of each node's Movable zone; 0 = it has none.
     *
     * @param ranges memory in ascending order
     * @param usableStart first frame of the zone from which Movable is taken: what lies below is the kernel's
     */
    public static long[] of(List<Range> ranges, int nodes, long usableStart, MovableRequest request) {
        MovableStart spread = new MovableStart(ranges, nodes, usableStart);
        spread.wanted = request.kernelFrames(frames(ranges), BLOCK);
        if (spread.wanted == 0) {
            return spread.starts;
        }
        spread.spreadEvenly();
        return spread.aligned();
    }

    /** The same for {@code movable_node}: Movable starts at each node's first hot-pluggable frame. */
    public static long[] ofHotpluggable(List<Range> hotpluggable, List<Range> ranges, int nodes) {
        MovableStart spread = new MovableStart(ranges, nodes, 0);
        for (Range range : hotpluggable) {
            long start = Addresses.rawPfn(range.start());
            long old = spread.starts[range.node()];
            spread.starts[range.node()] = old == 0 ? start : Math.min(old, start);
        }
        return spread.aligned();
    }

    private static long frames(List<Range> ranges) {
        long frames = 0;
        for (Range range : ranges) {
            frames += Addresses.rawPfn(range.end()) - Addresses.rawPfn(range.start());
        }
        return frames;
    }

    private void spreadEvenly() {
        int usable = 0;
        for (List<Range> own : byNode) {
            usable += own.isEmpty() ? 0 : 1;
        }
        do {
            long share = wanted / usable;
            for (int node = 0; node < starts.length; node++) {
                if (!byNode.get(node).isEmpty()) {
                    if (wanted < share) {
                        share = wanted / usable;
                    }
                    fillNode(node, share);
                }
            }
            usable--;
        } while (usable > 0 && wanted > usable);
    }

    /** Gives the kernel its share of a node, from the lowest frame that it does not have yet. */
    private void fillNode(int node, long share) {
        long left = share;
        for (Range range : byNode.get(node)) {
            long start = Math.max(Addresses.rawPfn(range.start()), starts[node]);
            long end = Addresses.rawPfn(range.end());
            if (start >= end) {
                continue;
            }
            if (start < usableStart) {
                long kernel = Math.min(end, usableStart) - start;
                left -= Math.min(kernel, left);
                wanted -= Math.min(kernel, wanted);
                if (end <= usableStart) {
                    starts[node] = end;
                    continue;
                }
                start = usableStart;
            }
            long taken = Math.min(end - start, left);
            starts[node] = start + taken;
            wanted -= Math.min(wanted, taken);
            left -= taken;
            if (left == 0) {
                break;
            }
        }
    }

    /** Rounds up to blocks of the greatest order; a zone that would start at or after its node's end is none. */
    private long[] aligned() {
        for (int node = 0; node < starts.length; node++) {
            List<Range> own = byNode.get(node);
            long end =
                    own.isEmpty() ? 0 : Addresses.rawPfn(own.get(own.size() - 1).end());
            long start = (starts[node] + BLOCK - 1) / BLOCK * BLOCK;
            starts[node] = start >= end ? 0 : start;
        }
        return starts;
    }
}
