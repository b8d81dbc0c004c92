package org.mmlab.physical.zone;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.frame.FrameLists;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.FrameMap;

/**
 * What all zones of a machine share.
 *
 * @param pageblockOrder log2 of the frames in a pageblock: 9 on x86-64 and i386 with PAE, 10 on i386 without
 * @param cpus number of possible CPUs
 */
public record ZoneContext(
        FrameTable table,
        FrameLists lists,
        FrameMap map,
        KernelVersion kernel,
        ZoneLayout layout,
        int pageblockOrder,
        int cpus,
        CurrentCpu cpu,
        MemoryTunables tunables) {}
