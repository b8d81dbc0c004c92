package org.mmlab.kit.spec;

import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyReference;

/** Memory policies as users write them, with a list of nodes as numactl takes it: {@code bind:1}, {@code interleave:0-3,6}. */
public final class NodeLists {
    private static final int NODES = 52;

    private NodeLists() {}

    /**
     * A memory policy; the long form with a bit mask, {@code bind:nodes=2}, is understood too.
     *
     * @throws PolicyException where a list names no nodes
     */
    public static PolicyReference policy(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.indexOf('=') >= 0) {
            return PolicyReference.parse(text);
        }
        return PolicyReference.parse(text.substring(0, colon) + ":nodes=" + mask(text.substring(colon + 1)));
    }

    /**
     * The nodes of a list as a bit mask.
     *
     * @throws PolicyException where it is none
     */
    public static long mask(String list) {
        long mask = 0;
        for (String part : list.split(",", -1)) {
            String[] ends = part.split("-", 2);
            int first = node(ends[0], list);
            int last = ends.length == 1 ? first : node(ends[1], list);
            if (last < first) {
                throw wrong(list);
            }
            mask |= (2L << last) - (1L << first);
        }
        return mask;
    }

    private static int node(String text, String list) {
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) >= NODES) {
            throw wrong(list);
        }
        return Integer.parseInt(text);
    }

    private static PolicyException wrong(String list) {
        return new PolicyException("'" + list + "' is no list of nodes; write node numbers 0 to " + (NODES - 1)
                + " and ranges, as in 0-3 or 0,2");
    }
}
