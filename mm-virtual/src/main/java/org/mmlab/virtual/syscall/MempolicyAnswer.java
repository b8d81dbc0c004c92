package org.mmlab.virtual.syscall;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.physical.mempolicy.Mempolicy;

/**
 * What get_mempolicy says.
 *
 * @param result 0, or a negative {@link org.mmlab.virtual.mm.Errno}
 * @param policy the mode with its flags as Linux numbers them, or with MPOL_F_NODE a node; -1 for a policy that Linux does not know
 * @param nodes the policy's nodes as a bit mask
 * @param text the policy in words, as {@code numa_maps} has it; empty where a node was asked for
 */
public record MempolicyAnswer(int result, int policy, long nodes, String text) {
    static MempolicyAnswer error(int error) {
        return new MempolicyAnswer(error, 0, 0, "");
    }

    /** The answer to who asks for a node, with the nodes of its policy. */
    static MempolicyAnswer node(int node, @Nullable Mempolicy policy) {
        return new MempolicyAnswer(0, node, policy == null ? 0 : policy.toldNodes(), "");
    }

    /** Linux: {@code get_policy_nodemask}; no policy is MPOL_DEFAULT. */
    static MempolicyAnswer of(@Nullable Mempolicy policy) {
        if (policy == null) {
            return new MempolicyAnswer(0, Mempolicy.Mode.DEFAULT.number(), 0, "default");
        }
        Mempolicy.Mode mode = policy.mode();
        int number = mode == null ? -1 : mode.number() | policy.flags();
        return new MempolicyAnswer(0, number, policy.toldNodes(), policy.toString());
    }
}
