package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.AllocFlag;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;

/**
 * What every frame allocator must do. The author of one supplies {@link #allocator}:
 *
 * <pre>
 *   class MyAllocatorTest implements FrameAllocatorContract {
 *       public FrameAllocator allocator() {
 *           return new MyAllocator();
 *       }
 *   }
 * </pre>
 *
 * <p>The allocator keeps a zone whose bounds are not aligned; a second book-keeping checks every answer. How well it avoids fragmentation is
 * not judged.
 */
public interface FrameAllocatorContract {
    /** A new, configured instance. */
    FrameAllocator allocator();

    /** Whether free neighbours always merge; when not, the property about it holds trivially. */
    default boolean coalesces() {
        return true;
    }

    /** Random programs: blocks are aligned, free and nobody else's; counts agree; nothing gets lost. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void framesAreConservedAndNeverShared(
            @ForAll @IntRange(min = 0, max = 3000) int first,
            @ForAll @IntRange(min = 1, max = 12_000) int frames,
            @ForAll @Size(max = 120) List<@IntRange(max = 1_000_000) Integer> steps) {
        FrameLedger ledger = new FrameLedger(allocator(), first, first + frames);
        ledger.check();
        for (int step : steps) {
            int order = step / 5 % FrameAllocator.ORDERS;
            int type = step / 7 % MigrateType.PCP_TYPES;
            switch (step % 5) {
                case 0 -> ledger.allocate(order, type, 0);
                case 1 -> ledger.allocate(order, type, step % 2 == 0 ? AllocFlag.NOFRAGMENT : AllocFlag.NON_BLOCK);
                case 2 -> ledger.allocateBulk(order % 4, 1 + step / 11 % 40, type);
                case 3 -> ledger.take(first + step % frames);
                default -> {
                    if (!ledger.held().isEmpty()) {
                        ledger.free(step / 13 % ledger.held().size());
                    }
                }
            }
        }
        ledger.check();
    }

    /** Whatever was allocated in whatever order, freeing all of it gives the largest blocks back. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void whatIsFreedMerges(
            @ForAll @IntRange(min = 0, max = 3000) int first,
            @ForAll @IntRange(min = 1, max = 12_000) int frames,
            @ForAll @Size(max = 100) List<@IntRange(max = 1_000_000) Integer> steps) {
        FrameLedger ledger = new FrameLedger(allocator(), first, first + frames);
        for (int step : steps) {
            ledger.allocate(step / 3 % FrameAllocator.ORDERS, step % MigrateType.PCP_TYPES, 0);
        }
        for (int step : steps) {
            if (!ledger.held().isEmpty()) {
                ledger.free(step % ledger.held().size());
            }
        }
        while (!ledger.held().isEmpty()) {
            ledger.free(0);
        }
        ledger.check();
        if (coalesces()) {
            assertThat(ledger.unmerged()).as("free blocks that could be merged").isZero();
        }
    }

    /** The whole zone can be allocated, frame by frame, and then nothing more. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void everyFrameCanBeHad(
            @ForAll @IntRange(min = 0, max = 3000) int first, @ForAll @IntRange(min = 1, max = 4000) int frames) {
        FrameLedger ledger = new FrameLedger(allocator(), first, first + frames);
        int type = 0;
        while (ledger.allocate(0, type, 0)) {
            type = (type + 1) % MigrateType.PCP_TYPES;
        }
        assertThat(ledger.held()).hasSize(frames);
        assertThat(ledger.zone().accounted()).isZero();
        ledger.check();
    }

    /** An isolated pageblock serves nobody, takes what is freed into it out of the count, and comes back whole. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void isolatedPageblocksAreOutOfService(
            @ForAll @IntRange(min = 0, max = 7) int block,
            @ForAll @Size(max = 60) List<@IntRange(max = 1_000_000) Integer> steps) {
        int frames = 8 * 512;
        FrameLedger ledger = new FrameLedger(allocator(), 0, frames);
        for (int step : steps) {
            ledger.allocate(step % 10, MigrateType.MOVABLE, 0);
        }
        assertThat(ledger.blocks().isolate(Addresses.frame(block * 512))).isTrue();
        ledger.blocks().splitAt(Addresses.frame(block * 512));
        ledger.blocks().splitAt(Addresses.frame((block + 1) * 512));
        ledger.check();
        for (int step : steps) {
            if (step % 2 == 0 && !ledger.held().isEmpty()) {
                ledger.free(step / 2 % ledger.held().size());
            } else {
                ledger.allocate(step % 9, step % MigrateType.PCP_TYPES, 0);
            }
        }
        ledger.check();
        ledger.blocks().restore(Addresses.frame(block * 512), MigrateType.MOVABLE);
        ledger.check();
        assertThat(ledger.zone().isolatedPageblocks()).isZero();
        while (!ledger.held().isEmpty()) {
            ledger.free(0);
        }
        ledger.check();
        assertThat(ledger.zone().accounted()).isEqualTo(frames);
    }

    /** A pageblock that is not wholly in the zone cannot be isolated. */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    default void pageblocksOnTheBorderStayInService(@ForAll @IntRange(min = 1, max = 511) int offset) {
        FrameLedger ledger = new FrameLedger(allocator(), offset, 4096);
        assertThat(ledger.blocks().isolate(Addresses.frame(0))).isFalse();
        ledger.check();
        assertThat(ledger.zone().isolatedPageblocks()).isZero();
    }
}
