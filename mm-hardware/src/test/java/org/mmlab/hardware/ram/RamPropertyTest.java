package org.mmlab.hardware.ram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RamPropertyTest {
    private static final int FRAMES = 4;
    private static final int FRAME = 4096;
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

    private record Step(int kind, int address, long value, int count) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, FRAMES * FRAME - 1),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 2 * FRAME))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void whatIsWrittenIsWhatIsRead(@ForAll("programs") List<Step> program) {
        Ram ram = new Ram(FRAMES, Contents.FULL);
        byte[] model = new byte[FRAMES * FRAME];
        for (Step step : program) {
            apply(ram, model, step);
        }
        byte[] all = new byte[model.length];
        ram.read(0, all, 0, all.length);
        assertThat(all).isEqualTo(model);
        for (int at = 0; at < model.length; at += 8) {
            assertThat(ram.read64(at)).isEqualTo(littleEndian(model, at, 8));
            assertThat(ram.read32(at + 4)).isEqualTo(littleEndian(model, at + 4, 4));
            assertThat(ram.read8(at + 3)).isEqualTo(model[at + 3] & 0xff);
        }
    }

    private static void apply(Ram ram, byte[] model, Step step) {
        int frame = step.address() / FRAME;
        int other = (frame + 1) % FRAMES;
        switch (step.kind()) {
            case 0 -> {
                ram.write8(step.address(), (int) step.value());
                put(model, step.address(), step.value(), 1);
            }
            case 1 -> {
                ram.write32(step.address() & ~3, step.value());
                put(model, step.address() & ~3, step.value(), 4);
            }
            case 2 -> {
                ram.write64(step.address() & ~7, step.value());
                put(model, step.address() & ~7, step.value(), 8);
            }
            case 3 -> {
                byte[] bytes = new byte[Math.min(step.count(), model.length - step.address())];
                Arrays.fill(bytes, (byte) step.value());
                ram.write(step.address(), bytes, 0, bytes.length);
                System.arraycopy(bytes, 0, model, step.address(), bytes.length);
            }
            case 4 -> {
                ram.copyFrame(frame, other);
                System.arraycopy(model, frame * FRAME, model, other * FRAME, FRAME);
            }
            case 5 -> {
                ram.zeroFrame(frame);
                Arrays.fill(model, frame * FRAME, frame * FRAME + FRAME, (byte) 0);
            }
            case 6 -> {
                ram.back(frame);
                Arrays.fill(model, frame * FRAME, frame * FRAME + FRAME, (byte) 0);
            }
            default ->
                assertThat(ram.sameContents(frame, other))
                        .isEqualTo(Arrays.equals(
                                model, frame * FRAME, (frame + 1) * FRAME, model, other * FRAME, (other + 1) * FRAME));
        }
    }

    /** Where no stored byte is zero, a frame is zero in both or in neither. */
    @Property(tries = 300)
    void withoutContentsZeroFramesAreKnown(@ForAll("programs") List<Step> program) {
        Ram full = new Ram(FRAMES, Contents.FULL);
        Ram none = new Ram(1, Contents.NONE);
        none.grow(FRAMES);
        byte[] model = new byte[FRAMES * FRAME];
        for (Step step : program) {
            if (step.kind() < 6) {
                Step nonZero = new Step(step.kind(), step.address(), step.value() | EVERY_BYTE, step.count());
                apply(full, model, nonZero);
                apply(none, model, nonZero);
            } else {
                none.wrote(step.address());
                full.write8(step.address(), 1);
            }
            for (int frame = 0; frame < FRAMES; frame++) {
                assertThat(none.isZero(frame)).isEqualTo(full.isZero(frame));
            }
        }
        assertThat(none.backedFrames()).isZero();
    }

    private static void put(byte[] model, int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            model[at + i] = (byte) (value >>> (8 * i));
        }
    }

    private static long littleEndian(byte[] model, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | model[at + i] & 0xff;
        }
        return value;
    }

    @Property(tries = 100)
    void withoutContentsOnlyBackedFramesHoldWords(@ForAll @IntRange(max = 100) int pfn, @ForAll long value) {
        Ram ram = new Ram(200, Contents.NONE);
        long address = pfn * (long) FRAME + 64;
        ram.write64(address, value);
        assertThat(ram.read64(address)).isZero();
        assertThat(ram.backedFrames()).isZero();

        ram.back(pfn);
        ram.write64(address, value);
        assertThat(ram.read64(address)).isEqualTo(value);
        assertThat(ram.backedFrames()).isEqualTo(1);

        ram.release(pfn);
        assertThat(ram.read64(address)).isZero();
        ram.back(pfn);
        assertThat(ram.read64(address)).as("storage that is used again").isZero();
    }

    @Property(tries = 50)
    void addressesBeyondTheEndAreBusErrors(@ForAll @IntRange(min = 1, max = 5000) int frames) {
        Ram ram = new Ram(frames, Contents.FULL);
        ram.write8(frames * (long) FRAME - 1, 1);
        assertThatThrownBy(() -> ram.read8(frames * (long) FRAME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bus error: frame 0x" + Integer.toHexString(frames) + " does not exist");
        assertThatThrownBy(() -> ram.write64(-8, 1)).isInstanceOf(IllegalArgumentException.class);
        ram.grow(frames + 1L);
        assertThat(ram.read8(frames * (long) FRAME)).isZero();
        assertThat(ram.read8(frames * (long) FRAME - 1)).isEqualTo(1);
    }
}
