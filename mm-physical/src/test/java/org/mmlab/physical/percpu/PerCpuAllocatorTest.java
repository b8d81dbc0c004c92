package org.mmlab.physical.percpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.Gfp;

/** What per-CPU memory does where Linux's way is not the obvious one. */
class PerCpuAllocatorTest {
    private final PerCpuTemplate template = new PerCpuTemplate.Linker()
            .add("counter", new byte[] {42}, 1)
            .add("page", 4096, 4096)
            .link();
    private final PerCpuMachine machine = new PerCpuMachine(2, 4, 32, template, 4096);
    private final PerCpuAllocator allocator = machine.allocator;

    @Test
    void everyCpuHasItsCopyOfTheTemplateNearItsNode() {
        assertThat(template.symbols().get(1).offset()).isEqualTo(4096);
        for (int cpu = 0; cpu < 4; cpu++) {
            assertThat(machine.read(0, cpu)).isEqualTo((byte) 42);
            long frame = Addresses.rawPhys(allocator.physical(0, cpu)) / 4096;
            assertThat(frame / (32 << 8)).isEqualTo(cpu % 2);
        }
    }

    @Test
    void aGapThatAlignmentLeftIsFilled() {
        long start = template.bytes() + 4096L;
        assertThat(allocator.allocate(4, 4, Gfp.KERNEL)).isEqualTo(start);
        assertThat(allocator.allocate(64, 64, Gfp.KERNEL)).isEqualTo(start + 64);
        assertThat(allocator.allocate(8, 8, Gfp.KERNEL)).isEqualTo(start + 8);
        assertThat(allocator.allocate(1, 1, Gfp.KERNEL)).isEqualTo(start + 4);
    }

    @Test
    void whatMayNotWaitTakesPopulatedPagesAlone() {
        List<Long> all = new ArrayList<>();
        long pointer = allocator.allocate(4096, 4096, Gfp.NOWAIT);
        while (pointer != PerCpuAllocator.NULL) {
            all.add(pointer);
            pointer = allocator.allocate(4096, 4096, Gfp.NOWAIT);
        }
        assertThat(all).isNotEmpty();
        assertThat(allocator.dynamicFrames()).isZero();
        machine.work();
        assertThat(allocator.dynamicFrames()).as("pages for the next one").isEqualTo(4L * PerCpuBalance.EMPTY_HIGH);
        assertThat(allocator.allocate(4096, 4096, Gfp.NOWAIT)).isNotEqualTo(PerCpuAllocator.NULL);
    }

    @Test
    void pagesOfFreedChunksGoBack() {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            all.add(allocator.allocate(3000, 8, Gfp.KERNEL));
        }
        assertThat(allocator.stats().chunks()).isGreaterThan(3);
        long most = allocator.dynamicFrames();
        all.forEach(allocator::free);
        machine.work();
        assertThat(allocator.stats().chunks()).isLessThanOrEqualTo(2);
        assertThat(allocator.dynamicFrames()).isLessThan(most / 4);
    }

    @Test
    void whenMemoryRunsOutNothingIsLost() {
        long frames = machine.allFrames();
        List<Long> all = new ArrayList<>();
        for (long p = allocator.allocate(32768, 4, Gfp.KERNEL | Gfp.NOWARN);
                p != PerCpuAllocator.NULL;
                p = allocator.allocate(32768, 4, Gfp.KERNEL | Gfp.NOWARN)) {
            all.add(p);
        }
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(machine.allFrames()).isEqualTo(frames);
        all.forEach(allocator::free);
        machine.work();
        assertThat(machine.allFrames()).isEqualTo(frames);
    }

    @Test
    void requestsThatAreNoneAreRefusedByName() {
        assertThatThrownBy(() -> allocator.allocate(0, 4, Gfp.KERNEL)).hasMessage("per-CPU size 0 is not in 1..32768");
        assertThatThrownBy(() -> allocator.allocate(4, 12, Gfp.KERNEL))
                .hasMessageContaining("alignment 12 is not a power of two");
        long pointer = allocator.allocate(8, 4, Gfp.KERNEL);
        assertThatThrownBy(() -> allocator.free(pointer + 4)).hasMessageContaining("no per-CPU allocation begins at");
        allocator.free(pointer);
        assertThatThrownBy(() -> allocator.free(pointer)).hasMessageContaining("no per-CPU allocation begins at");
        assertThatThrownBy(() -> allocator.physical(1L << 40, 0)).hasMessageContaining("there is no memory");
        assertThatThrownBy(() -> new PerCpuTemplate.Linker().add("x", 4, 3)).hasMessageContaining("variable x");
    }

    @Test
    void theStatisticsHaveTheFormOfDebugfs() {
        allocator.allocate(100, 4, Gfp.KERNEL);
        long second = allocator.allocate(8, 4, Gfp.KERNEL);
        allocator.allocate(16, 4, Gfp.KERNEL);
        allocator.free(second);
        assertThat(PerCpuText.stats(allocator))
                .startsWith("Percpu Memory Statistics\nAllocation Info:\n----------------------------------------\n"
                        + "  unit_size           :        32768\n  static_size         :         8192\n")
                .contains("Chunk: <- Reserved Chunk\n  nr_alloc            :            0\n")
                .contains("Chunk: <- First Chunk\n  nr_alloc            :            2\n"
                        + "  max_alloc_size      :          100\n")
                .contains("  sum_frag            :            8\n  max_frag            :            8\n"
                        + "  cur_min_alloc       :           16\n  cur_med_alloc       :           16\n"
                        + "  cur_max_alloc       :          100\n");
        assertThat(PerCpuText.areas(allocator))
                .startsWith("pcpu-alloc: s8192 r4096 d20480 u32768 alloc=8*4096\npcpu-alloc: [0] 0 [0] 2 [1] 1 [1] 3\n")
                .contains("cpu 3: group 1, unit at 0xffff8880", "00001000     4096 bytes, aligned to 4096: page\n");
    }
}
