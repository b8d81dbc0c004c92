package org.mmlab.reclaim.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.api.reclaim.LruList;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.reclaim.pool.PolicyShrink;
import org.mmlab.reclaim.swap.DiskSwapBackend;
import org.mmlab.reclaim.swap.ZramSwapBackend;
import org.mmlab.reclaim.testing.FifoTestPolicy;
import org.mmlab.reclaim.testing.TestMachine;
import org.mmlab.reclaim.testing.TestSpace;
import org.mmlab.reclaim.writeback.FlusherWritebackPolicy;
import org.mmlab.reclaim.writeback.Writeback;

/** What is read is what was written, however little memory there is, and nothing is lost or counted twice on the way. */
class ReclaimDataProperties {
    private static final int PAGES = 96;
    private static final int FRAMES = 128;

    enum Kind {
        WRITE_ANON,
        READ_ANON,
        STORE_FILE,
        LOAD_FILE,
        WRITE_FILE,
        READ_FILE,
        TRUNCATE,
        PUNCH,
        SYNC,
        DROP,
        WAIT
    }

    record Op(Kind kind, int page, byte value) {}

    enum Driver {
        SCANNING,
        PLAIN_BITS,
        PLAIN_ACCESSES
    }

    enum Swap {
        DISK,
        ROTATING,
        ZRAM
    }

    @Provide
    Arbitrary<List<Op>> programs() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(12, Kind.WRITE_ANON),
                net.jqwik.api.Tuple.of(12, Kind.READ_ANON),
                net.jqwik.api.Tuple.of(8, Kind.STORE_FILE),
                net.jqwik.api.Tuple.of(8, Kind.LOAD_FILE),
                net.jqwik.api.Tuple.of(4, Kind.WRITE_FILE),
                net.jqwik.api.Tuple.of(4, Kind.READ_FILE),
                net.jqwik.api.Tuple.of(1, Kind.TRUNCATE),
                net.jqwik.api.Tuple.of(1, Kind.PUNCH),
                net.jqwik.api.Tuple.of(1, Kind.SYNC),
                net.jqwik.api.Tuple.of(1, Kind.DROP),
                net.jqwik.api.Tuple.of(3, Kind.WAIT));
        Arbitrary<Integer> pages = Arbitraries.integers().between(0, PAGES - 1);
        return Combinators.combine(kinds, pages, Arbitraries.bytes())
                .as(Op::new)
                .list()
                .withSizeDistribution(net.jqwik.api.RandomDistribution.uniform())
                .ofMaxSize(900);
    }

    @Property(tries = 300, shrinking = net.jqwik.api.ShrinkingMode.BOUNDED)
    void memoryHoldsWhatWasWritten(
            @ForAll("programs") List<Op> program,
            @ForAll FileKind fileKind,
            @ForAll Swap swap,
            @ForAll KernelVersion version,
            @ForAll Driver driver) {
        FifoTestPolicy fifo =
                new FifoTestPolicy(driver == Driver.PLAIN_BITS ? Sight.REFERENCE_BIT : Sight.EVERY_ACCESS);
        TestMachine machine = driver == Driver.SCANNING
                ? new TestMachine(FRAMES, version, 50_000)
                : new TestMachine(
                        FRAMES,
                        version,
                        50_000,
                        parts -> new PolicyShrink(parts, () -> fifo, PolicyShrink.Glances.ACCESSED_BITS, 1));
        SwapBackend backend = switch (swap) {
            case DISK -> new DiskSwapBackend();
            case ROTATING -> new DiskSwapBackend();
            case ZRAM -> new ZramSwapBackend();
        };
        machine.swapOn(backend, 1024);
        int file = machine.cache.create("f", fileKind, PAGES * 4096L);
        TestSpace space = new TestSpace(machine, PAGES, file);
        Writeback.join(new FlusherWritebackPolicy(), machine.cache, machine.nodes, machine.clock);
        machine.mapped.join(space, space, new NobodyLives());
        byte[] anon = new byte[PAGES];
        byte[] disk = new byte[PAGES];
        int size = PAGES;
        for (Op op : program) {
            int page = op.page;
            switch (op.kind) {
                case WRITE_ANON -> {
                    assertThat(space.writeAnon(page, op.value)).isTrue();
                    anon[page] = op.value;
                }
                case READ_ANON -> assertThat(space.readAnon(page)).isEqualTo(anon[page]);
                case STORE_FILE -> {
                    int got = space.touchFile(page, true, op.value);
                    if (page < size) {
                        disk[page] = op.value;
                        assertThat(got).isEqualTo(op.value);
                    }
                }
                case LOAD_FILE ->
                    assertThat(space.touchFile(page, false, (byte) 0)).isEqualTo(page < size ? disk[page] : -1000);
                case WRITE_FILE -> {
                    machine.cache.write(file, page * 4096L, new byte[] {op.value}, 0, 1);
                    disk[page] = op.value;
                    size = Math.max(size, page + 1);
                }
                case READ_FILE -> {
                    byte[] got = new byte[1];
                    int count = machine.cache.read(file, page * 4096L, got, 0, 1);
                    assertThat(count).isEqualTo(page < size ? 1 : 0);
                    assertThat(got[0]).isEqualTo(page < size ? disk[page] : 0);
                }
                case TRUNCATE -> {
                    machine.cache.truncate(file, page * 4096L);
                    for (int i = page; i < PAGES; i++) {
                        disk[i] = 0;
                    }
                    size = page;
                }
                case PUNCH -> {
                    machine.cache.punchHole(file, page * 4096L, 3 * 4096L);
                    for (int i = page; i < Math.min(PAGES, page + 3); i++) {
                        disk[i] = 0;
                    }
                }
                case SYNC -> machine.cache.sync(file, 0, PAGES);
                case DROP -> machine.cache.drop(file, 0, PAGES);
                case WAIT -> machine.clock.advance(200_000);
                default -> throw new AssertionError(op.kind);
            }
            size = (int) (machine.cache.sizeBytes(file) + 4095 >>> 12);
        }
        checkCounters(machine);
        for (int i = 0; i < PAGES; i++) {
            assertThat(space.readAnon(i)).as("anonymous page %d", i).isEqualTo(anon[i]);
        }
        space.exit();
        machine.clock.advance(10_000_000_000L);
        machine.cache.delete(file);
        machine.lru.drainAll();
        machine.clock.advance(10_000_000_000L);
        assertThat(machine.leaks()).as("frames in use at the end").isEmpty();
        assertThat(fifo.size()).as("pages that the policy still holds").isZero();
        assertThat(machine.swap.freeEntries()).as("free swap at the end").isEqualTo(machine.swap.totalEntries());
    }

    private static void checkCounters(TestMachine machine) {
        machine.lru.drainAll();
        long[] recount = new long[LruList.count()];
        for (int frame = 0; frame < FRAMES; frame++) {
            if (machine.table.has(frame, FrameFlag.LRU)) {
                LruList list = machine.lru.lruvec(0).listFor(frame);
                recount[list.ordinal()]++;
                assertThat(machine.lists.ownerOf(frame))
                        .isEqualTo(machine.lru.lruvec(0).list(list));
            }
            assertThat(machine.table.has(frame, FrameFlag.ISOLATED)).isFalse();
        }
        for (int i = 0; i < recount.length; i++) {
            assertThat(machine.lru.lruvec(0).frames(LruList.of(i))).isEqualTo(recount[i]);
        }
    }
}
