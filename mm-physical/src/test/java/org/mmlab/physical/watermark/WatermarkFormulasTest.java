package org.mmlab.physical.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.memory.ZoneType;

class WatermarkFormulasTest {
    @Test
    void marksOfARecordedZone() {
        // 1 GiB with transparent huge pages: DMA 3840 and DMA32 241744 managed when it booted, min_free_kbytes 45056
        ZoneMarks marks = ZoneMarks.of(3840, true, 3840 + 241_744, 45_056, 10);
        assertThat(marks).isEqualTo(new ZoneMarks(176, 220, 264, 308));
    }

    @Test
    void aMovableZoneKeepsLittle() {
        assertThat(ZoneMarks.of(125_411, false, 122_285, 24_452, 10).min()).isEqualTo(122);
        assertThat(ZoneMarks.of(0, false, 1000, 4096, 10)).isEqualTo(new ZoneMarks(32, 32, 32, 32));
        assertThat(ZoneMarks.of(10_000_000, false, 1000, 0, 10).min()).isEqualTo(128);
    }

    @Test
    void movableWasLowMemoryBeforeUnlessItCameFromHighMemory() {
        assertThat(ZoneMarks.isLowmem(ZoneType.MOVABLE, ZoneType.NORMAL, KernelVersion.V6_1))
                .isTrue();
        assertThat(ZoneMarks.isLowmem(ZoneType.MOVABLE, ZoneType.HIGHMEM, KernelVersion.V6_1))
                .isFalse();
        assertThat(ZoneMarks.isLowmem(ZoneType.MOVABLE, ZoneType.NORMAL, KernelVersion.V6_12))
                .isFalse();
    }

    @Property
    void marksAreEquallySpacedAndGrowWithMinFree(
            @ForAll @LongRange(min = 1, max = 1L << 30) long managed,
            @ForAll @IntRange(min = 128, max = 262_144) int minFree,
            @ForAll @IntRange(min = 1, max = 3000) int scale) {
        ZoneMarks marks = ZoneMarks.of(managed, true, managed, minFree, scale);
        assertThat(marks.low() - marks.min()).isEqualTo(marks.high() - marks.low());
        assertThat(marks.promo() - marks.high()).isEqualTo(marks.high() - marks.low());
        assertThat(marks.min()).isEqualTo(minFree / 4);
        assertThat(marks.low() - marks.min())
                .isEqualTo(Math.max(marks.min() / 4, Math.floorDiv(managed * scale, 10_000L)));
    }

    @Property
    void theRootIsWhole(@ForAll @LongRange(min = 0, max = 1L << 50) long value) {
        long root = MinFree.squareRoot(value);
        assertThat(root * root).isLessThanOrEqualTo(value);
        assertThat((root + 1) * (root + 1)).isGreaterThan(value);
    }

    @Test
    void minFreeIsLimited() {
        assertThat(MinFree.ofLowMemory(0)).isEqualTo(128);
        assertThat(MinFree.ofLowMemory(1L << 40)).isEqualTo(262_144);
        assertThat(MinFree.ofLowMemory(262_144)).isEqualTo(4096); // 1 GiB, from the kernel's own table
    }

    @Test
    void hugePagesAskForAPageblockOfEachTypeInEachZoneButAtMostATwentieth() {
        assertThat(MinFree.forHugePages(512, 2, 1L << 30)).isEqualTo(512 * 2 * 11 * 4);
        assertThat(MinFree.forHugePages(512, 2, 100_000)).isEqualTo(100_000 / 20 * 4);
    }

    @Test
    void protectionsOfARecordedNode() {
        // kernelcore=512M on 1 GiB
        long[][] reserve = Protection.of(new long[] {3840, 118_445, 0, 125_411, 0}, new int[] {256, 256, 32, 0, 0});
        assertThat(reserve[0]).containsExactly(0, 462, 462, 952, 952);
        assertThat(reserve[1]).containsExactly(0, 0, 0, 489, 489);
        assertThat(reserve[3]).containsOnly(0);
    }

    @Test
    void aZoneReservesNoMoreThanItHas() {
        assertThat(Protection.reservedBy(0, new long[] {0, 500, 900}, 100, 10_000))
                .isEqualTo(1000);
        assertThat(Protection.reservedBy(0, new long[] {0, 500, 900}, 100, 700)).isEqualTo(700);
        assertThat(Protection.reservedBy(1, new long[] {9999, 0, 0}, 100, 700)).isEqualTo(100);
    }

    @Test
    void pcpLimitsOfARecordedZone() {
        assertThat(PcpLimits.of(241_744, 13_858, 1, 0, KernelVersion.V6_12))
                .isEqualTo(new PcpLimits(63, 13_858, 30_218));
        assertThat(PcpLimits.of(3840, 220, 1, 0, KernelVersion.V6_12)).isEqualTo(new PcpLimits(1, 220, 480));
        assertThat(PcpLimits.of(241_744, 13_858, 1, 0, KernelVersion.V6_1).highMax())
                .isEqualTo(13_858);
    }

    @Property
    void batchesAreAPowerOfTwoLessOneAndFitFourTimes(
            @ForAll @LongRange(min = 0, max = 1L << 30) long managed,
            @ForAll @LongRange(min = 0, max = 1L << 20) long low,
            @ForAll @IntRange(min = 1, max = 64) int cpus) {
        PcpLimits limits = PcpLimits.of(managed, low, cpus, 0, KernelVersion.V6_12);
        assertThat(limits.batch() == 1 || Integer.bitCount(limits.batch() + 1) == 1)
                .isTrue();
        assertThat(limits.batch()).isBetween(1, 63);
        assertThat(limits.highMin()).isGreaterThanOrEqualTo(4 * limits.batch());
        assertThat(limits.highMax()).isGreaterThanOrEqualTo(4 * limits.batch());
    }

    @Test
    void thresholdsGrowWithMemoryAndCpus() {
        assertThat(StatThreshold.normal(3840, 1)).isEqualTo(2);
        assertThat(StatThreshold.normal(48_507, 1)).isEqualTo(4);
        assertThat(StatThreshold.normal(1L << 28, 64)).isEqualTo(125);
    }

    @Test
    void boostsEndAtTheLimitAndSpareSmallZones() {
        assertThat(Boost.raised(0, 633, 50_608, 512, 0)).isEqualTo(Boost.NONE);
        assertThat(Boost.raised(0, 633, 2047, 512, 15_000)).isEqualTo(Boost.NONE);
        assertThat(Boost.raised(0, 633, 50_608, 512, 15_000)).isEqualTo(512);
        assertThat(Boost.raised(512, 633, 50_608, 512, 15_000)).isEqualTo(949);
        assertThat(Boost.raised(0, 10, 50_608, 512, 15_000)).isEqualTo(512);
    }

    @Property
    void fractionsDoNotOverflow(
            @ForAll @LongRange(min = 0, max = 1L << 45) long value,
            @ForAll @IntRange(min = 0, max = 30_000) int numerator) {
        long exact = java.math.BigInteger.valueOf(value)
                .multiply(java.math.BigInteger.valueOf(numerator))
                .divide(java.math.BigInteger.valueOf(10_000))
                .longValueExact();
        assertThat(Fraction.ofTenThousand(value, numerator)).isEqualTo(exact);
    }
}
