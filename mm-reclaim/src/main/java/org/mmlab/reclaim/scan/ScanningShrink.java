package org.mmlab.reclaim.scan;

import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanningPolicy;

/** Shrinks nodes by a policy that scans; one instance of it serves all nodes, since it keeps nothing between scans. */
public final class ScanningShrink implements NodeReclaim.NodeShrink {
    private final ScanningPolicy policy;

    /** By {@code policy}. */
    public ScanningShrink(ScanningPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void shrink(ScanControl control, NodeLists node) {
        policy.scan(control, node);
    }

    @Override
    public void age(ScanControl control, NodeLists node) {
        policy.age(control, node);
    }
}
