package org.mmlab.reclaim.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.link.PageCache.FileKind;
import org.mmlab.api.reclaim.WritebackPolicy;
import org.mmlab.reclaim.io.PageDevice;
import org.mmlab.reclaim.testing.TestMachine;

/** Dirty pages are written in time, and never too many are dirty. */
class WritebackProperties {
    private static final int FRAMES = 512;
    private static final long SECOND_NS = 1_000_000_000L;

    enum Kind {
        FLUSHER,
        PDFLUSH
    }

    private final TestMachine machine = new TestMachine(FRAMES, KernelVersion.V6_12, 100_000);
    private final int file = machine.cache.create("f", FileKind.REGULAR, 400 * 4096L);

    private Writeback join(Kind kind) {
        WritebackPolicy policy = kind == Kind.FLUSHER ? new FlusherWritebackPolicy() : new PdflushWritebackPolicy();
        return Writeback.join(policy, machine.cache, machine.nodes, machine.clock);
    }

    private void writePage(int page) {
        machine.cache.write(file, page * 4096L, new byte[] {1}, 0, 1);
    }

    @Property(tries = 20)
    void dataGetsOldForHalfAMinuteAndIsWrittenThen(@ForAll Kind kind, @ForAll @IntRange(max = 20) int pages) {
        Writeback writeback = join(kind);
        for (int page = 0; page < pages; page++) {
            writePage(page);
        }
        machine.clock.advance(29 * SECOND_NS);
        assertThat(writeback.dirty()).as("before it is old").isEqualTo(pages);
        machine.clock.advance(7 * SECOND_NS);
        assertThat(writeback.dirty()).as("after it got old").isZero();
        assertThat(writeback.writeback()).isZero();
    }

    @Property(tries = 20)
    void writingBeginsAtOnceAboveTheBackgroundThreshold(@ForAll Kind kind) {
        Writeback writeback = join(kind);
        for (int page = 0; page < 400 && writeback.dirty() <= writeback.dirtyable() / 10 + 32; page++) {
            writePage(page);
        }
        machine.clock.advance(SECOND_NS);
        assertThat(writeback.dirty()).isLessThanOrEqualTo(writeback.dirtyable() / 10);
    }

    @Property(tries = 50)
    void writersAreHeldAtTheLimit(
            @ForAll Kind kind, @ForAll @Size(max = 600) List<@IntRange(max = 399) Integer> writes) {
        Writeback writeback = join(kind);
        for (int page : writes) {
            writePage(page);
            // A pdflush writer goes on when it has begun to write enough; one held by a flusher waits for the device.
            long held = writeback.dirty() + (kind == Kind.FLUSHER ? writeback.writeback() : 0);
            assertThat(held).as("pages").isLessThanOrEqualTo(writeback.dirtyable() / 5 + 64);
        }
    }

    @Property(tries = 20)
    void dirtyPagesReachTheDeviceBeforeTheirFramesAreUsedAgain(@ForAll Kind kind) {
        join(kind);
        for (int page = 0; page < 400; page++) {
            machine.cache.write(file, page * 4096L, new byte[] {(byte) page}, 0, 1);
            machine.clock.advance(20_000);
        }
        int other = machine.cache.create("other", FileKind.REGULAR, 600 * 4096L);
        for (int page = 0; page < 600; page++) {
            machine.cache.read(other, page * 4096L, new byte[1], 0, 1);
            machine.clock.advance(20_000);
        }
        byte[] got = new byte[1];
        for (int page = 0; page < 400; page++) {
            machine.cache.read(file, page * 4096L, got, 0, 1);
            assertThat(got[0]).as("page %d", page).isEqualTo((byte) page);
        }
    }

    @Example
    void aCleanPageIsNeverWritten() {
        PageDevice disk = mock(PageDevice.class);
        when(disk.blocks()).thenReturn(1000L);
        when(disk.read(anyLong(), anyInt())).thenReturn(0L);
        when(disk.write(anyLong(), anyInt())).thenReturn(0L);
        TestMachine withMock = new TestMachine(FRAMES, KernelVersion.V6_12, disk);
        int cold = withMock.cache.create("cold", FileKind.REGULAR, 40 * 4096L);
        withMock.cache.allocateOnDevice(cold);
        withMock.cache.read(cold, 0, new byte[40 * 4096], 0, 40 * 4096);
        withMock.cache.sync(cold, 0, 39);
        withMock.cache.drop(cold, 0, 39);
        verify(disk, never()).write(anyLong(), anyInt());
        withMock.cache.write(cold, 7 * 4096L, new byte[] {1}, 0, 1);
        withMock.cache.sync(cold, 0, 39);
        verify(disk, atLeastOnce()).write(eq(7L), anyInt());
    }
}
