package org.mmlab.physical.page;

import org.mmlab.physical.node.NodeTable;
import org.mmlab.physical.pcp.PcpAllocator;
import org.mmlab.physical.zone.Zone;

/** Empties the per-CPU lists of every CPU and zone. */
record DrainAll(NodeTable nodes, PcpAllocator pcp) implements SlowPath.PcpDrain {
    @Override
    public void drainAll() {
        for (int cpu = 0; cpu < nodes.context().cpus(); cpu++) {
            for (Zone zone : nodes.populatedZones()) {
                pcp.drain(zone, cpu);
            }
        }
    }
}
