package org.mmlab.physical.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageMigrator.Mode;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.page.SmallMachine;
import org.mmlab.physical.zone.Watermark;
import org.mmlab.physical.zone.Zone;

class FreeScannerTest {
    private static final int ORDER = 3;
    private static final int SIZE = 1 << ORDER;
    private static final int BLOCK = 512;

    private final PhysicalMemory memory = SmallMachine.of(64);
    private final Zone zone = memory.nodes().node(0).zone(1);
    private final long last = Addresses.rawPfn(zone.endPfn()) - BLOCK;

    /** Takes everything, then frees the blocks at these places of the zone's last pageblock. */
    private void leaveFree(int... places) {
        List<Integer> taken = new ArrayList<>();
        int frame = memory.allocate(Gfp.KERNEL | Gfp.MEMALLOC, ORDER, 0);
        while (frame != NO_FRAME) {
            taken.add(Addresses.rawFrame(frame));
            frame = memory.allocate(Gfp.KERNEL | Gfp.MEMALLOC, ORDER, 0);
        }
        for (int place : places) {
            int free = Addresses.rawFrame(memory.frameOf(Addresses.pfn(last + (long) place * SIZE)));
            assertThat(taken).contains(free);
            memory.free(Addresses.frame(free), ORDER);
        }
        memory.drainAll();
    }

    private FreeScanner scanner(Mode mode, int toMove) {
        CompactControl control = new CompactControl(
                zone,
                new ZoneHistory(zone),
                9,
                MigrateType.MOVABLE,
                Gfp.KERNEL,
                mode,
                true,
                true,
                CompactControl.NOT_PROACTIVE);
        control.migratePfn = Addresses.rawPfn(zone.startPfn());
        control.freePfn = last;
        control.toMove = toMove;
        return new FreeScanner(memory, control);
    }

    private long target(FreeScanner scanner) {
        int frame = scanner.allocate(Addresses.frame(0), ORDER);
        return frame == NO_FRAME ? -1 : (Addresses.rawPfn(memory.pfnOf(frame)) - last) / SIZE;
    }

    private void withoutWatermarks() {
        zone.setWatermark(Watermark.MIN, 0);
    }

    @Test
    void targetsAreGivenInTheOrderInWhichTheyWereScanned() {
        leaveFree(2, 8, 20, 30);
        withoutWatermarks();
        FreeScanner scanner = scanner(Mode.SYNC, 3 * SIZE);
        assertThat(List.of(target(scanner), target(scanner), target(scanner))).containsExactly(2L, 8L, 20L);
    }

    @Test
    void boostedWatermarksDoNotHinderCompaction() {
        leaveFree(2, 8);
        withoutWatermarks();
        zone.setBoost(10_000);
        assertThat(target(scanner(Mode.SYNC, SIZE))).isEqualTo(2);
    }

    @Test
    void thoseInAHurryLookAtOneFrameOfACluster() {
        leaveFree(1, 9);
        withoutWatermarks();
        assertThat(target(scanner(Mode.ASYNC, SIZE))).isEqualTo(-1);
        assertThat(target(scanner(Mode.SYNC, SIZE))).isEqualTo(1);
    }

    @Test
    void thoseInAHurryFindWhatBeginsWithACluster() {
        leaveFree(4, 5, 9);
        withoutWatermarks();
        FreeScanner scanner = scanner(Mode.ASYNC, 3 * SIZE);
        assertThat(target(scanner)).as("half of the merged block").isEqualTo(4);
    }
}
