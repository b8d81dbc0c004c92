package org.mmlab.physical.node;

import org.mmlab.api.memory.MigrateType;

/** Whether frames are grouped by mobility: only where there is a pageblock for each type (Linux: {@code build_all_zonelists}). */
final class MobilityGrouping {
    private MobilityGrouping() {}

    static boolean isWorthwhile(long managedFrames, int pageblockOrder) {
        return managedFrames >= (long) MigrateType.COUNT << pageblockOrder;
    }
}
