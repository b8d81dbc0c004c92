package org.mmlab.virtual.change;

import java.util.Arrays;
import org.mmlab.api.memory.MemoryPolicy;

/**
 * From where a huge page comes that base pages are copied into: from the node that most of them lie on, whatever the policies of area and
 * process; where several have as many, from one of these (Linux: {@code hpage_collapse_find_target_node}, {@code alloc_nmask}).
 */
final class CollapseNodes implements MemoryPolicy {
    private final int[] pages = new int[Long.SIZE];
    private int target;
    private long most;

    /** No page was seen yet. */
    CollapseNodes() {}

    void clear() {
        Arrays.fill(pages, 0);
    }

    /** A page lies on a node. */
    void count(int node) {
        pages[node]++;
    }

    /** All pages were seen. Of none, any node is as good, and the first is the target. */
    CollapseNodes settle() {
        int greatest = 0;
        most = ALL_NODES;
        target = 0;
        for (int node = 0; node < pages.length; node++) {
            if (pages[node] > greatest) {
                greatest = pages[node];
                target = node;
                most = 0;
            }
            most |= greatest > 0 && pages[node] == greatest ? 1L << node : 0;
        }
        return this;
    }

    @Override
    public int node(long index, Nodes nodes) {
        return target;
    }

    @Override
    public long allowed() {
        return most;
    }

    @Override
    public Reach reach() {
        return Reach.ALLOWED_ONLY;
    }
}
