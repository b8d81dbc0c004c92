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
    void whatIsFormattedIsParsedBack(@ForAll @IntRange(max = (1 << 25) - 1) int mask) {
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
        assertThat(GfpText.format(Gfp.DMA | Gfp.ATOMIC | Gfp.NOWARN)).isEqualTo("GFP_ATOMIC|GFP_DMA|__GFP_NOWARN");
        assertThat(GfpText.format(Gfp.RECLAIM & ~Gfp.KSWAPD_RECLAIM | Gfp.WRITE | Gfp.ZEROTAGS | 1 << 30))
                .isEqualTo("__GFP_WRITE|__GFP_DIRECT_RECLAIM|__GFP_ZEROTAGS|0x40000000");
    }

    @Test
    void everyNameOfTheKernelIsKnown() {
        // include/linux/gfp_types.h of Linux 6.12, on x86 as Debian builds it
        assertThat(GfpText.parse("ZEROTAGS")).isEqualTo(0x800000);
        assertThat(GfpText.parse("__GFP_NO_OBJ_EXT")).isEqualTo(0x1000000);
        assertThat(GfpText.parse("SKIP_ZERO|SKIP_KASAN|NOLOCKDEP")).isZero();
        assertThat(GfpText.parse("GFP_TRANSHUGE")).isEqualTo(0x1c24ca & ~0x1000 | 0x2000);
        assertThat(GfpText.parse("0xcc0|ZERO")).isEqualTo(Gfp.KERNEL | Gfp.ZERO);
        assertThat(Gfp.ALL).isEqualTo(0x1fffdff);
    }

    @Property
    void whatIsIllegalIsExplained(
            @ForAll @IntRange(max = (1 << 25) - 1) int gfp, @ForAll @IntRange(max = 12) int order) {
        if (GfpRules.isIllegal(gfp, order)) {
            assertThat(GfpRules.violations(gfp, order)).isNotEmpty();
        }
    }

    @Test
    void whatLinuxWarnsOfIsIllegal() {
        assertThat(GfpRules.isIllegal(Gfp.KERNEL | Gfp.NOFAIL, 1)).isFalse();
        assertThat(GfpRules.isIllegal(Gfp.KERNEL | Gfp.NOFAIL, 2)).isTrue();
        assertThat(GfpRules.isIllegal(Gfp.NOWAIT | Gfp.NOFAIL, 0)).isTrue();
        assertThat(GfpRules.isIllegal(Gfp.KERNEL | Gfp.MOVABLE | Gfp.RECLAIMABLE, 0))
                .isTrue();
        assertThat(GfpRules.isIllegal(Gfp.KERNEL | Gfp.DMA | Gfp.DMA32, 0)).isTrue();
        assertThat(GfpRules.isIllegal(Gfp.KERNEL, FrameAllocator.MAX_ORDER + 1)).isTrue();
        assertThat(GfpRules.isIllegal(Gfp.KERNEL | Gfp.MEMALLOC | Gfp.NOMEMALLOC, 0))
                .isFalse();
    }

    @Test
    void whatAMaskPermitsIsSaid() {
        assertThat(GfpEffects.of(Gfp.KERNEL | Gfp.ZERO, 0))
                .containsExactly(
                        "highest zone: Normal",
                        "migratetype: Unmovable",
                        "reserves: down to the min watermark",
                        "kswapd: is woken when memory is low",
                        "direct reclaim: may swap out, compact and call into file systems",
                        "effort: up to order 3 as long as there is progress, then a process is killed; larger ones fail",
                        "frames: zeroed");
        assertThat(GfpEffects.of(Gfp.ATOMIC, 2))
                .contains(
                        "reserves: down to 3/8 of the min watermark, and highatomic pageblocks",
                        "direct reclaim: none: the caller cannot wait");
        assertThat(GfpEffects.of(Gfp.NOIO, 0))
                .contains("direct reclaim: clean pages alone; no swap-out, no writeback, no compaction");
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
                .hasSize(9)
                .anySatisfy(text -> assertThat(text).contains("NOFAIL needs DIRECT_RECLAIM"));
    }
}
