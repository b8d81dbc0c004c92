package org.mmlab.reclaim.testing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.reclaim.memory.FrameBytes;
import org.mmlab.reclaim.memory.FramePool;

/** Frames of one node with their bytes, handed out in the order in which they were freed. */
public final class TestPool implements FramePool, FrameBytes {
    private final FrameTable table;
    private final byte[][] bytes;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private Reclaim reclaim = gfp -> false;
    private IntConsumer shortage = gfp -> {};
    private BooleanSupplier isShort = () -> false;

    public TestPool(FrameTable table) {
        this.table = table;
        bytes = new byte[table.frames()][];
        for (int i = 0; i < table.frames(); i++) {
            free.add(i);
        }
    }

    /** What is tried before an allocation fails. */
    public void onExhausted(Reclaim reclaim) {
        this.reclaim = reclaim;
    }

    /** What is told when free frames are few. */
    public void onShort(IntConsumer newShortage, BooleanSupplier newIsShort) {
        shortage = newShortage;
        isShort = newIsShort;
    }

    public int freeFrames() {
        return free.size();
    }

    @Override
    public int allocate(int gfp) {
        if (isShort.getAsBoolean()) {
            shortage.accept(gfp);
        }
        while (free.isEmpty()) {
            if (!reclaim.free(gfp)) {
                return Addresses.NO_FRAME;
            }
        }
        int frame = free.remove();
        table.clear(frame, FrameFlag.MASK);
        table.setRefcount(frame, 1);
        if (bytes[frame] != null) {
            Arrays.fill(bytes[frame], (byte) 0xaa); // whoever needs zeros must write them
        }
        return frame;
    }

    @Override
    public void free(int frame) {
        if (table.refcount(frame) != 0 || table.has(frame, FrameFlag.LRU) || free.contains(frame)) {
            throw new IllegalStateException("frame " + frame + " is freed in use");
        }
        free.add(frame);
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public int node(int frame) {
        return 0;
    }

    @Override
    public int pages(int frame) {
        return 1;
    }

    @Override
    public long address(int frame) {
        return (long) frame << Addresses.PAGE_SHIFT;
    }

    @Override
    public void read(int frame, int offset, byte[] to, int from, int count) {
        System.arraycopy(of(frame), offset, to, from, count);
    }

    @Override
    public void write(int frame, int offset, byte[] from, int at, int count) {
        System.arraycopy(from, at, of(frame), offset, count);
    }

    @Override
    public void zero(int frame) {
        zero(frame, 0, Addresses.PAGE_SIZE);
    }

    @Override
    public boolean isZero(int frame) {
        return Arrays.equals(of(frame), new byte[Addresses.PAGE_SIZE]);
    }

    @Override
    public void restored(int frame) {
        throw new IllegalStateException("contents are kept");
    }

    @Override
    public void zero(int frame, int offset, int count) {
        Arrays.fill(of(frame), offset, offset + count, (byte) 0);
    }

    @Override
    public void copy(int from, int to) {
        System.arraycopy(of(from), 0, of(to), 0, Addresses.PAGE_SIZE);
    }

    @Override
    public boolean kept() {
        return true;
    }

    private byte[] of(int frame) {
        if (bytes[frame] == null) {
            bytes[frame] = new byte[Addresses.PAGE_SIZE];
            Arrays.fill(bytes[frame], (byte) 0xaa);
        }
        return bytes[frame];
    }

    /** Frees something, or says that it cannot. */
    @FunctionalInterface
    public interface Reclaim {
        boolean free(int gfp);
    }
}
