package org.mmlab.physical.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;

class MobilityGroupingTest {
    private static final int ORDER = 4;

    private static int typeOfMovableAllocation(int mib) {
        PhysicalMemory memory = SmallMachine.of(mib);
        int frame = memory.allocate(Gfp.USER | Gfp.MOVABLE, ORDER, 0);
        return memory.zoneOf(frame).pageblockType(frame);
    }

    @Test
    void whereThereIsAPageblockForEachTypeMovableFramesStayAmongThemselves() {
        assertThat(typeOfMovableAllocation(10)).isEqualTo(MigrateType.MOVABLE);
    }

    @Test
    void whereThereAreTooFewPageblocksAllRequestsAreUnmovable() {
        assertThat(typeOfMovableAllocation(8)).isEqualTo(MigrateType.UNMOVABLE);
    }
}
