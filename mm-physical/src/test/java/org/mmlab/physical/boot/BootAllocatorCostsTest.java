package org.mmlab.physical.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicyRegistry;

/** What each choice costs and what each cannot do. */
class BootAllocatorCostsTest {
    private static final long PAGE = 4096;
    private static final long GIB = 1L << 30;

    @Test
    void theThreeAreRegistered() {
        PolicyRegistry registry =
                PolicyRegistry.builder().spi("boot", BootAllocator.class).build();
        assertThat(registry.all(BootAllocator.class))
                .extracting(policy -> policy.spec().name())
                .contains("bootmem", "memblock", "none");
        assertThat(ServiceLoader.load(BootAllocator.class)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void bootmemPaysForTheWholeSpanOfANode() {
        BootAllocator bootmem = new BootmemBootAllocator();
        bootmem.addMemory(PAGE, GIB - PAGE, 0);
        bootmem.addMemory(63 * GIB, GIB, 0);
        bootmem.ready();
        assertThat(bootmem.metadataBytes()).isEqualTo(64 * GIB / PAGE / 8);
    }

    @Test
    void memblockPaysWhenItsArrayIsFull() {
        BootAllocator memblock = new MemblockBootAllocator();
        memblock.addMemory(PAGE, GIB, 0);
        memblock.ready();
        for (int i = 0; i < 128; i++) {
            memblock.reserve((2L * i + 1000) * PAGE, PAGE);
        }
        assertThat(memblock.metadataBytes()).isZero();
        memblock.reserve(5000 * PAGE, PAGE);
        assertThat(memblock.metadataBytes()).isEqualTo(2 * PAGE);
    }

    @Test
    void noneLosesTheSmallestRunWhenItsTableIsFull() {
        NoBootAllocator none = new NoBootAllocator();
        none.addMemory(PAGE, GIB, 0);
        for (int i = 0; i < NoBootAllocator.SLOTS - 1; i++) {
            none.reserve((3L * i + 1000) * PAGE, PAGE);
        }
        assertThat(none.lostFrames()).isZero();
        none.reserve(5000 * PAGE, PAGE);
        assertThat(none.lostFrames()).isEqualTo(2);
    }

    @Test
    void noneSpendsAFrameOnEveryPiece() {
        assertThat(apart(new MemblockBootAllocator())).isEqualTo(128);
        assertThat(apart(new BootmemBootAllocator())).isEqualTo(128);
        assertThat(apart(new NoBootAllocator())).isEqualTo(PAGE);
    }

    @Test
    void bootmemHoldsNodesWhoseMemoryInterleaves() {
        BootAllocator bootmem = new BootmemBootAllocator();
        bootmem.addMemory(0x100 * PAGE, 0x100 * PAGE, 0);
        bootmem.addMemory(0x200 * PAGE, 0x100 * PAGE, 1);
        bootmem.addMemory(0x300 * PAGE, 0x100 * PAGE, 0);
        bootmem.ready();
        List<String> runs = new ArrayList<>();
        bootmem.handOver((start, count, node) -> runs.add(start + "+" + count + "@" + node));
        assertThat(runs).containsExactly("257+255@0", "768+256@0", "513+255@1", "256+1@0", "512+1@1");
    }

    @Test
    void bootmemNeedsAPlaceForItsBitmap() {
        BootAllocator bootmem = new BootmemBootAllocator();
        bootmem.addMemory(PAGE, 4 * PAGE, 0);
        bootmem.reserve(0, 5 * PAGE);
        assertThatThrownBy(bootmem::ready).hasMessageContaining("no place for the bitmap of node 0");
        BootAllocator late = new BootmemBootAllocator();
        late.addMemory(PAGE, 4 * PAGE, 0);
        late.ready();
        assertThatThrownBy(() -> late.addMemory(GIB, GIB, 0)).hasMessageContaining("before ready()");
    }

    @Test
    void metadataCannotBeReservedAway() {
        BootAllocator bootmem = new BootmemBootAllocator();
        bootmem.addMemory(PAGE, GIB, 0);
        bootmem.reserve(0, 2 << 20);
        bootmem.ready();
        assertThatThrownBy(() -> bootmem.reserve(0, GIB))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "0x40000000 bytes at 0x0 cannot be reserved any more: bootmem's bitmap is there, 0x8000 bytes at"
                                + " 0x200000; reserve what must be that very range before ready()");
    }

    @Test
    void doubleFreesAreNoticedByAllButMemblock() {
        for (BootAllocator allocator : List.of(new BootmemBootAllocator(), new NoBootAllocator())) {
            allocator.addMemory(PAGE, 64 * PAGE, 0);
            allocator.ready();
            long got = allocator.allocate(2 * PAGE, PAGE, 0, 0, BootAllocator.ANY_NODE);
            allocator.free(got, 2 * PAGE);
            assertThatThrownBy(() -> allocator.free(got, 2 * PAGE)).isInstanceOf(IllegalStateException.class);
        }
    }

    private static long apart(BootAllocator allocator) {
        allocator.addMemory(PAGE, GIB, 0);
        allocator.ready();
        long first = allocator.allocate(100, 128, 0, 0, BootAllocator.ANY_NODE);
        long second = allocator.allocate(100, 128, 0, 0, BootAllocator.ANY_NODE);
        assertThat(first).isNotEqualTo(Addresses.NO_PHYS);
        return Math.abs(first - second);
    }
}
