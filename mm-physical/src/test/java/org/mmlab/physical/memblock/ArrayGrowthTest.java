package org.mmlab.physical.memblock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Region arrays that grow into the memory that they describe. */
class ArrayGrowthTest {
    private static final int SLOTS = 4;
    private static final int PAGES = 256;
    private static final int PAGE = 4096;

    /** A region takes half a page, so that doubled arrays soon need many pages. */
    private Memblock memblock;

    @BeforeTry
    void startEmpty() {
        memblock = new Memblock(new MemblockConfig(4, SLOTS, SLOTS, SLOTS, 2048, 64));
    }

    @Example
    void aKernelThatHasNotAllowedItStops() {
        memblock.add(0, 64 * PAGE);
        for (int i = 0; i < SLOTS; i++) {
            memblock.reserve((2L * i + 1) * PAGE, PAGE);
        }
        assertThatThrownBy(() -> memblock.reserve(40L * PAGE, PAGE))
                .isInstanceOf(MemblockPanic.class)
                .hasMessage("memblock: cannot resize reserved array");
    }

    @Example
    void withoutRoomTheCallFailsAndChangesNothing() {
        memblock.allowResize();
        for (int i = 0; i < SLOTS; i++) {
            memblock.reserve((2L * i + 1) * PAGE, PAGE);
        }
        List<String> before = MemblockDump.debugfs(memblock, memblock.reserved());
        assertThat(memblock.reserve(40L * PAGE, PAGE)).isEqualTo(Memblock.ENOMEM);
        assertThat(MemblockDump.debugfs(memblock, memblock.reserved())).isEqualTo(before);
    }

    @Property(tries = 500)
    void theArrayTakesFreeMemoryAndNothingElseIsLost(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = PAGES - 2) Integer> pages) {
        memblock.allowResize();
        memblock.add(0, (long) PAGES * PAGE);
        BitSet wanted = new BitSet();
        for (int page : pages) {
            if (memblock.query().isReserved((long) page * PAGE)
                    || memblock.reserve((long) page * PAGE, PAGE) != Memblock.OK) {
                continue;
            }
            wanted.set(page);
            for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
                assertThat(memblock.query().isReserved((long) i * PAGE)).isTrue();
            }
            assertThat(memblock.query().reservedSize()).isEqualTo((long) wanted.cardinality() * PAGE + arrayBytes());
            assertThat(memblock.reserved().capacity())
                    .isGreaterThanOrEqualTo(memblock.reserved().count());
            assertArrayApartFrom(wanted);
        }
    }

    @Property(tries = 500)
    void anAllocationNeverGetsTheArraysPlace(@ForAll @Size(max = 60) List<@IntRange(min = 1, max = 6) Integer> sizes) {
        memblock.allowResize();
        memblock.add(0, (long) PAGES * PAGE);
        BitSet taken = new BitSet();
        for (int size : sizes) {
            long got = memblock.allocator().physAlloc((long) size * PAGE, 2 * PAGE);
            if (got != Memblock.ALLOC_FAILED) {
                int first = (int) (got / PAGE);
                assertThat(taken.get(first, first + size).isEmpty()).isTrue();
                taken.set(first, first + size);
                assertArrayApartFrom(taken);
            }
        }
    }

    private long arrayBytes() {
        return memblock.reserved().arrayAddress() == RegionArray.STATIC_ARRAY
                ? 0
                : memblock.reserved().capacity() * 2048L;
    }

    private void assertArrayApartFrom(BitSet taken) {
        int first = (int) (memblock.reserved().arrayAddress() / PAGE);
        int pages = (int) (arrayBytes() / PAGE);
        assertThat(taken.get(first, first + pages).isEmpty())
                .as("array in what was taken")
                .isTrue();
        for (int page = first; page < first + pages; page++) {
            assertThat(memblock.query().isReserved((long) page * PAGE)).isTrue();
            assertThat(memblock.query().isMemory((long) page * PAGE)).isTrue();
        }
    }
}
