package org.mmlab.physical.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.physical.boot.BootScript.Granularity;
import org.mmlab.physical.boot.BootScript.Ram;
import org.mmlab.physical.boot.BootScript.Reservation;
import org.mmlab.physical.boot.BootScript.Step;

/** What holds for every boot allocator. */
abstract class BootAllocatorProperties {
    private static final int PAGE = 4096;
    private static final int FRAMES = 512;
    private static final int QUIET_START = 400;

    private final int[] nodeOfFrame = new int[FRAMES];
    private final BitSet takenBytes = new BitSet();
    private final BitSet touchedFrames = new BitSet();
    private final List<long[]> live = new ArrayList<>();
    private BootAllocator allocator;

    abstract BootAllocator newAllocator();

    @Provide
    Arbitrary<BootScript> scripts() {
        return BootScript.any(Granularity.BYTES);
    }

    @Provide
    Arbitrary<BootScript> wholeFrameScripts() {
        return BootScript.any(Granularity.FRAMES);
    }

    @Property(tries = 500)
    void nobodyGetsWhatIsTakenOrIsNotMemory(@ForAll("scripts") BootScript script) {
        run(script);
        BitSet given = handOver();
        for (int frame = 0; frame < FRAMES; frame++) {
            boolean untouched = nodeOfFrame[frame] >= 0 && !touchedFrames.get(frame);
            assertThat(!untouched || given.get(frame))
                    .as("frame %d was never asked for and is handed over", frame)
                    .isTrue();
        }
    }

    @Property(tries = 500)
    void wholeFramesThatAreFreeAtTheEndAreAllHandedOver(@ForAll("wholeFrameScripts") BootScript script) {
        run(script);
        BitSet given = handOver();
        for (int frame = 0; frame < FRAMES; frame++) {
            boolean free = nodeOfFrame[frame] >= 0 && isFree(frame);
            assertThat(given.get(frame)).as("frame %d is handed over", frame).isEqualTo(free);
        }
    }

    @Property(tries = 200)
    void theWantedNodeIsUsedWhileItHasRoom(@ForAll("wholeFrameScripts") BootScript script) {
        run(script);
        long got = allocator.allocate(PAGE, PAGE, 0, 0, 0);
        assertThat(got).as("node 0 has quiet memory").isNotEqualTo(Addresses.NO_PHYS);
        assertThat(nodeOfFrame[(int) (got / PAGE)]).isZero();
    }

    private void run(BootScript script) {
        start(script);
        for (Step step : script.steps()) {
            switch (step.kind()) {
                case ALLOCATE -> allocate(step);
                case FREE -> free(step);
                default -> reserve(step);
            }
        }
    }

    private void start(BootScript script) {
        allocator = newAllocator();
        Arrays.fill(nodeOfFrame, -1);
        takenBytes.clear();
        touchedFrames.clear();
        live.clear();
        int frame = 1;
        for (Ram ram : script.ram()) {
            frame += ram.gap();
            addMemory(frame, ram.frames(), ram.node());
            frame += ram.frames();
        }
        addMemory(QUIET_START, 100, 0);
        for (Reservation reservation : script.reservations()) {
            int base = reservation.start() * 512;
            allocator.reserve(base, reservation.length() * 512L);
            take(base, reservation.length() * 512);
        }
        allocator.ready();
    }

    private void addMemory(int frame, int frames, int node) {
        allocator.addMemory((long) frame * PAGE, (long) frames * PAGE, node);
        Arrays.fill(nodeOfFrame, frame, frame + frames, node);
    }

    private void allocate(Step step) {
        long align = 1L << step.alignShift();
        long min = (long) step.minFrame() * PAGE;
        long max = (long) step.maxFrame() * PAGE;
        long got = allocator.allocate(step.bytes(), align, min, max, step.node());
        if (got == Addresses.NO_PHYS) {
            return;
        }
        assertThat(got % align).as("alignment of %s", step).isZero();
        assertThat(got).isGreaterThanOrEqualTo(min);
        assertThat(max == 0 || got + step.bytes() <= max)
                .as("bound of %s", step)
                .isTrue();
        int end = (int) got + step.bytes();
        for (int frame = (int) got / PAGE; frame <= (end - 1) / PAGE; frame++) {
            assertThat(nodeOfFrame[frame]).as("frame %d is memory", frame).isNotNegative();
        }
        int obstacle = takenBytes.nextSetBit((int) got);
        assertThat(obstacle < 0 || obstacle >= end)
                .as("%s got what was taken", step)
                .isTrue();
        take((int) got, step.bytes());
        live.add(new long[] {got, step.bytes()});
    }

    private void free(Step step) {
        if (!live.isEmpty()) {
            long[] allocation = live.remove(step.which() % live.size());
            allocator.free(allocation[0], allocation[1]);
            takenBytes.clear((int) allocation[0], (int) (allocation[0] + allocation[1]));
        }
    }

    private void reserve(Step step) {
        int base = step.minFrame() * PAGE;
        int taken = takenBytes.nextSetBit(base);
        if (taken >= 0 && taken < base + step.bytes()) {
            return;
        }
        try {
            allocator.reserve(base, step.bytes());
            take(base, step.bytes());
        } catch (IllegalStateException metadataIsThere) {
            assertThat(metadataIsThere).hasMessageContaining("cannot be reserved any more");
        }
    }

    private void take(int base, int bytes) {
        takenBytes.set(base, base + bytes);
        if (bytes > 0) {
            touchedFrames.set(base / PAGE, (base + bytes - 1) / PAGE + 1);
        }
    }

    private boolean isFree(int frame) {
        int taken = takenBytes.nextSetBit(frame * PAGE);
        return taken < 0 || taken >= (frame + 1) * PAGE;
    }

    private BitSet handOver() {
        BitSet given = new BitSet();
        allocator.handOver((start, count, node) -> {
            assertThat(count).isPositive();
            for (int frame = (int) start; frame < start + count; frame++) {
                assertThat(given.get(frame))
                        .as("frame %d is handed over twice", frame)
                        .isFalse();
                assertThat(nodeOfFrame[frame]).as("node of frame %d", frame).isEqualTo(node);
                assertThat(isFree(frame)).as("frame %d is in use", frame).isTrue();
                given.set(frame);
            }
        });
        return given;
    }
}
