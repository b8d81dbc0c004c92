package org.mmlab.physical.mempolicy;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Arrays;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.memory.ZoneType;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.pcp.PcpLists;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Zone;

/**
 * Allocates by a memory policy (Linux: {@code alloc_pages_mpol}). A huge page is first sought on the node that the policy prefers, without
 * going elsewhere, because remote accesses would cost what it gains.
 */
public final class PolicyAllocation implements MemoryPolicy.Nodes {
    private static final int MOST_WEIGHT = 255;

    private final PhysicalMemory memory;
    private final int[] weights;

    /** Policies over the nodes of this memory; all weights are 1. */
    public PolicyAllocation(PhysicalMemory memory) {
        this.memory = memory;
        weights = new int[memory.nodes().count()];
        Arrays.fill(weights, 1);
    }

    /**
     * Sets a node's share in weighted interleaving.
     *
     * @throws IllegalArgumentException where the weight is not in 1..255
     */
    public void setWeight(int node, int weight) {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException(
                    "weight " + weight + " of node " + node + " is not in 1.." + MOST_WEIGHT);
        }
        weights[node] = weight;
    }

    @Override
    public int local() {
        return memory.nodes().nodeOfCpu(memory.cpu().id());
    }

    @Override
    public long withMemory() {
        long mask = 0;
        for (Node node : memory.nodes().nodes()) {
            mask |= node.hasMemory() ? 1L << node.id() : 0;
        }
        return mask;
    }

    @Override
    public int weight(int node) {
        return weights[node];
    }

    /**
     * Takes a block as the policy says.
     *
     * @param index place of the page in its area in units of the block's size, or {@link MemoryPolicy#NO_INDEX}
     * @return its first frame, or {@code NO_FRAME}
     */
    public @FrameIndex int allocate(int gfp, int order, MemoryPolicy policy, long index) {
        int node = policy.node(index, this);
        if (node < 0 || node >= weights.length) {
            throw PolicyException.brokenBy(
                    MemoryPolicy.class,
                    policy,
                    "node",
                    "node " + node,
                    "give a node from 0 to " + (weights.length - 1));
        }
        long allowed = allowed(gfp, policy);
        if (policy.reach() == MemoryPolicy.Reach.ALLOWED_FIRST) {
            return allocateAllowedFirst(gfp, order, node, allowed);
        }
        boolean huge = order == PcpLists.HUGE_ORDER && index != MemoryPolicy.NO_INDEX && !policy.interleaves();
        if (huge && (allowed >>> node & 1) != 0) {
            @FrameIndex int frame = memory.allocate(gfp | Gfp.THISNODE | Gfp.NORETRY, order, node);
            if (frame != NO_FRAME || (gfp & Gfp.DIRECT_RECLAIM) == 0) {
                return frame;
            }
        }
        @FrameIndex int frame = memory.allocate(gfp, order, node, allowed);
        if (frame != NO_FRAME && policy.interleaves() && memory.nodeOf(frame) == node) {
            memory.zoneOf(frame).countNuma(NumaStat.NUMA_INTERLEAVE_HIT, 1);
        }
        return frame;
    }

    private @FrameIndex int allocateAllowedFirst(int gfp, int order, int node, long allowed) {
        int gentle = (gfp | Gfp.NOWARN) & ~(Gfp.DIRECT_RECLAIM | Gfp.NOFAIL);
        @FrameIndex int frame = memory.allocate(gentle, order, node, allowed);
        return frame != NO_FRAME ? frame : memory.allocate(gfp, order, node);
    }

    /** A strict policy does not bind requests for low memory, which not every node has (Linux: {@code apply_policy_zone}). */
    private long allowed(int gfp, MemoryPolicy policy) {
        if (policy.reach() != MemoryPolicy.Reach.ALLOWED_ONLY) {
            return policy.allowed();
        }
        int least = policyZone(policy.allowed());
        return memory.context().layout().highestIndex(gfp) >= least ? policy.allowed() : MemoryPolicy.ALL_NODES;
    }

    /** The lowest zone to which policies apply: the highest one with memory, or Movable where the policy's nodes have nothing else. */
    private int policyZone(long allowed) {
        int highest = 0;
        boolean onlyMovable = true;
        for (Zone zone : memory.nodes().populatedZones()) {
            if (zone.type() != ZoneType.MOVABLE) {
                highest = Math.max(highest, zone.index());
                onlyMovable &= (allowed >>> zone.node() & 1) == 0;
            }
        }
        return onlyMovable ? memory.context().layout().indexOf(ZoneType.MOVABLE) : highest;
    }
}
