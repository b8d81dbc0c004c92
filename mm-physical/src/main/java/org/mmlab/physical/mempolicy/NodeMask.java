package org.mmlab.physical.mempolicy;

import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyParameters;

/** Sets of nodes as bit masks, node 0 lowest. */
final class NodeMask {
    /** Greatest mask that a parameter can give: nodes 0 to 51, since parameters are checked as doubles. */
    static final double MOST = (1L << 52) - 1;
    /** The name of the parameter. */
    static final String PARAMETER = "nodes";
    /** Its documentation. */
    static final String DOC = "bit mask of the policy's nodes: 1 = node 0, 2 = node 1, 3 = both; 0 = all with memory";

    private NodeMask() {}

    /** The mask of a policy's parameter; 0 stands for all nodes. */
    static long of(PolicyParameters parameters) {
        long mask = parameters.integer(PARAMETER);
        return mask == 0 ? MemoryPolicy.ALL_NODES : mask;
    }

    /** As {@link #of}, for policies that make no sense without nodes of their own. */
    static long required(String policy, PolicyParameters parameters) {
        long mask = parameters.integer(PARAMETER);
        if (mask == 0) {
            throw new PolicyException("memory policy '" + policy + "' needs its parameter 'nodes', " + DOC);
        }
        return mask;
    }

    /** The lowest node; 64 where there is none. */
    static int first(long mask) {
        return Long.numberOfTrailingZeros(mask);
    }

    /** The node after {@code node}, from the lowest again after the last; the mask is not empty. */
    static int next(long mask, int node) {
        long above = node >= Long.SIZE - 1 ? 0 : mask & -1L << node + 1;
        return first(above != 0 ? above : mask);
    }

    /** The {@code n}th node, from 0; n is below the number of nodes. */
    static int nth(long mask, int n) {
        long left = mask;
        for (int i = 0; i < n; i++) {
            left &= left - 1;
        }
        return first(left);
    }

    /**
     * Nodes that count among those with memory: 0 is the first of these, and after the last comes the first again (Linux:
     * {@code mpol_relative_nodemask}).
     */
    static long relative(long mask, long withMemory) {
        int count = Long.bitCount(withMemory);
        long nodes = 0;
        for (long left = mask; left != 0 && count != 0; left &= left - 1) {
            nodes |= 1L << nth(withMemory, first(left) % count);
        }
        return nodes;
    }

    /** Node numbers and ranges of them: {@code 0-1,3} (Linux: the format {@code %*pbl}). */
    static String list(long mask) {
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < Long.SIZE; node++) {
            if ((mask >>> node & 1) == 0) {
                continue;
            }
            int run = Long.numberOfTrailingZeros(~(mask >>> node));
            text.append(text.isEmpty() ? "" : ",").append(node);
            text.append(run > 1 ? "-" + (node + run - 1) : "");
            node += run;
        }
        return text.toString();
    }
}
