package org.mmlab.hardware.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mmlab.hardware.bus.Bus;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.clock.EventClock;
import org.mmlab.hardware.ram.Contents;
import org.mmlab.hardware.ram.Ram;

class DiskPropertyTest {
    private static final int BLOCKS = 1 << 20;

    private final EventClock clock = new EventClock();
    private final Ram ram = new Ram(64, Contents.FULL);
    private final BusPort dma = new Bus(ram).port(Initiator.DMA);

    private Disk disk(DiskTiming timing) {
        return new Disk("sda", BLOCKS, timing, clock, dma);
    }

    @Property(tries = 100)
    void aBlockHoldsWhatWasWrittenLast(@ForAll @Size(min = 1, max = 20) List<@IntRange(max = 9) Integer> blocks) {
        Disk disk = disk(new SolidStateTiming());
        long carriedBefore = dma.bytesWritten();
        int[] last = new int[10];
        for (int i = 0; i < blocks.size(); i++) {
            ram.write64(0, i + 1);
            disk.submit(DiskOperation.WRITE, blocks.get(i), 0, DiskListener.NONE);
            ram.write64(0, -1); // the device has taken the bytes already
            last[blocks.get(i)] = i + 1;
        }
        for (int block = 0; block < last.length; block++) {
            long waited = disk.transfer(DiskOperation.READ, block, 1);
            assertThat(waited).isPositive();
            assertThat(ram.read64(4096)).isEqualTo(last[block]);
        }
        assertThat(disk.inFlight()).isZero();
        assertThat(disk.writes()).isEqualTo(blocks.size());
        assertThat(dma.bytesWritten() - carriedBefore).isEqualTo(10 * 4096);
    }

    @Test
    void aReadIsDeliveredWhenItEndsAndNotBefore() {
        Disk disk = disk(new HardDiskTiming());
        byte[] bytes = new byte[4096];
        Arrays.fill(bytes, (byte) 7);
        disk.preload(5, bytes);
        List<Long> done = new ArrayList<>();
        long end = disk.submit(DiskOperation.READ, 5, 2, (operation, block, pfn) -> done.add(clock.nowNs()));
        clock.advanceTo(end - 1);
        assertThat(ram.read8(2 * 4096)).isZero();
        assertThat(disk.inFlight()).isEqualTo(1);
        clock.advance(1);
        assertThat(ram.read8(2 * 4096)).isEqualTo(7);
        assertThat(done).containsExactly(end);
    }

    @Property(tries = 200)
    void aSeekTakesLongerTheFartherItGoesAndNeverMoreThanAFullStroke(
            @ForAll @LongRange(max = BLOCKS - 1) long from, @ForAll @LongRange(max = BLOCKS - 1) long to) {
        HardDiskTiming timing = new HardDiskTiming();
        long time = timing.serviceNs(BLOCKS, from, to, DiskOperation.READ, 0);
        assertThat(time).isPositive();
        assertThat(time).isLessThanOrEqualTo(HardDiskTiming.FULL_STROKE_SEEK_NS + HardDiskTiming.TURN_NS + 4096 * 8);
        if (to == from + 1) {
            assertThat(time).isLessThan(HardDiskTiming.SINGLE_TRACK_SEEK_NS);
        }
    }

    @Test
    void randomReadsTakeWhatTheDataSheetsSayOnAverage() {
        HardDiskTiming timing = new HardDiskTiming();
        Random random = new Random(1);
        long previous = 0;
        long now = 0;
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            long block = random.nextInt(BLOCKS);
            now += timing.serviceNs(BLOCKS, previous, block, DiskOperation.READ, now);
            previous = block;
        }
        double averageMs = now / 1e6 / count;
        assertThat(averageMs).isBetween(11.1 + 4.16 - 0.5, 11.1 + 4.16 + 0.5);
    }

    @Test
    void sequentialReadsRunAtTheTransferRate() {
        Disk disk = disk(new HardDiskTiming());
        disk.transfer(DiskOperation.READ, 0, 0);
        long start = clock.nowNs();
        for (int block = 1; block <= 1000; block++) {
            disk.transfer(DiskOperation.READ, block, 0);
        }
        double bytesPerSecond = 1000 * 4096 / ((clock.nowNs() - start) / 1e9);
        assertThat(bytesPerSecond).isBetween(137e6, 139e6);
    }

    @Test
    void channelsWorkAtOnceAndTheRestWaits() {
        Disk disk = disk(new SolidStateTiming());
        long first = disk.submit(DiskOperation.READ, 0, 0, DiskListener.NONE);
        long last = first;
        for (int i = 1; i < SolidStateTiming.CHANNELS; i++) {
            last = disk.submit(DiskOperation.READ, i * 100, 0, DiskListener.NONE);
        }
        assertThat(last).isEqualTo(first);
        assertThat(disk.submit(DiskOperation.READ, 7, 0, DiskListener.NONE)).isEqualTo(2 * first);
    }

    @Test
    void aBlockBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> disk(new SolidStateTiming()).submit(DiskOperation.READ, BLOCKS, 0, DiskListener.NONE))
                .hasMessage("disk sda: block 1048576 does not exist; there are 0 to 1048575");
    }
}
