package org.mmlab.api.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;

class GfpTest {
    private static final int UNUSED_BIT = 1 << 9;

    @Property
    void whatIsFormattedIsParsedBack(@ForAll @IntRange(max = (1 << 23) - 1) int mask) {
        int gfp = mask & ~UNUSED_BIT;
        if (gfp != 0) {
            assertThat(GfpText.parse(GfpText.format(gfp))).isEqualTo(gfp);
        }
    }

    @Test
    void masksAreWrittenAsTheKernelDoes() {
        assertThat(GfpText.format(Gfp.KERNEL | Gfp.ZERO)).isEqualTo("GFP_KERNEL|__GFP_ZERO");
        assertThat(GfpText.format(Gfp.HIGHUSER_MOVABLE)).isEqualTo("GFP_HIGHUSER_MOVABLE");
        assertThat(GfpText.format(0)).isEqualTo("0");
    }

    @Test
    void aMinusClears() {
        assertThat(GfpText.parse("GFP_KERNEL|-DIRECT_RECLAIM")).isEqualTo(Gfp.KERNEL & ~Gfp.DIRECT_RECLAIM);
    }

    @Test
    void atomicHadABitOfItsOwn() {
        assertThat(GfpText.parse("GFP_ATOMIC|NOWARN", KernelVersion.V6_1)).isEqualTo(0x2a20);
        assertThat(GfpText.parse("GFP_ATOMIC|NOWARN", KernelVersion.V6_12)).isEqualTo(0x2820);
    }

    @Test
    void anUnknownNameIsNamedWithWhatExists() {
        assertThatThrownBy(() -> GfpText.parse("GFP_KERNAL"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GFP_KERNAL")
                .hasMessageContaining("did you mean 'GFP_KERNEL'?");
    }

    @Test
    void zonesOfRequests() {
        assertThat(Gfp.highestZone(Gfp.KERNEL)).isEqualTo(ZoneType.NORMAL);
        assertThat(Gfp.highestZone(Gfp.MOVABLE)).isEqualTo(ZoneType.NORMAL);
        assertThat(Gfp.highestZone(Gfp.HIGHUSER)).isEqualTo(ZoneType.HIGHMEM);
        assertThat(Gfp.highestZone(Gfp.HIGHUSER_MOVABLE)).isEqualTo(ZoneType.MOVABLE);
        assertThat(Gfp.highestZone(Gfp.DMA32 | Gfp.MOVABLE)).isEqualTo(ZoneType.DMA32);
        assertThatThrownBy(() -> Gfp.highestZone(Gfp.DMA | Gfp.HIGHMEM)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void aMaskWithOneZoneAtMostHasAHighestZone(@ForAll @IntRange(max = 15) int bits) {
        boolean contradicts = Integer.bitCount(bits & (Gfp.DMA | Gfp.DMA32 | Gfp.HIGHMEM)) > 1;
        assertThat(GfpRules.violations(bits & ~Gfp.MOVABLE, 0).isEmpty()).isEqualTo(!contradicts);
        if (contradicts) {
            assertThatThrownBy(() -> Gfp.highestZone(bits)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(Gfp.highestZone(bits)).isNotNull();
        }
    }

    @Test
    void combinationsOfTheKernelAreLegal() {
        for (int gfp :
                new int[] {Gfp.KERNEL, Gfp.ATOMIC, Gfp.NOWAIT, Gfp.NOIO, Gfp.NOFS, Gfp.HIGHUSER_MOVABLE, Gfp.TRANSHUGE
                }) {
            assertThat(GfpRules.violations(gfp, 0)).as(GfpText.format(gfp)).isEmpty();
        }
    }

    @Test
    void everyContradictionIsReported() {
        int gfp = Gfp.DMA
                | Gfp.DMA32
                | Gfp.MOVABLE
                | Gfp.RECLAIMABLE
                | Gfp.NOFAIL
                | Gfp.NORETRY
                | Gfp.MEMALLOC
                | Gfp.NOMEMALLOC
                | Gfp.FS;
        assertThat(GfpRules.violations(gfp, 11))
                .hasSize(8)
                .anySatisfy(text -> assertThat(text).contains("NOFAIL needs DIRECT_RECLAIM"));
    }
}
