package org.mmlab.reclaim.swap;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.api.reclaim.SwapContext;

/**
 * Swap compressed in memory (Linux: {@code drivers/block/zram}): a transfer is a synchronous copy. With contents the size of a
 * page is what a fast compressor makes of it; without, {@code ratio} says it. A page of one repeated byte needs no memory, and one
 * that hardly shrinks is kept as it is.
 */
@PolicySpec(
        name = "zram",
        doc = "compressed in memory, synchronous (Linux drivers/block/zram)",
        parameters = {
            @PolicySpec.Parameter(
                    name = "ratio",
                    type = ParameterType.NUMBER,
                    defaultValue = "3",
                    min = 1,
                    max = 100,
                    doc = "how many times smaller a page gets, where contents are not kept"),
            @PolicySpec.Parameter(
                    name = "write-ns",
                    type = ParameterType.INT,
                    defaultValue = "6000",
                    min = 0,
                    max = 1000000,
                    doc = "time to compress a page (lzo-rle, about 650 MB/s a core)"),
            @PolicySpec.Parameter(
                    name = "read-ns",
                    type = ParameterType.INT,
                    defaultValue = "2000",
                    min = 0,
                    max = 1000000,
                    doc = "time to decompress a page (lzo-rle, about 2 GB/s a core)")
        })
public final class ZramSwapBackend implements SwapBackend {
    /** A page that does not get smaller than this is kept uncompressed (Linux: {@code huge_class_size}, about 7/8 of a page). */
    private static final int HUGE_BYTES = 3584;

    private @MonotonicNonNull SwapContext context;
    private @MonotonicNonNull SlotClusters clusters;
    private double ratio = 3;
    private long writeNs = 6000;
    private long readNs = 2000;
    private @Nullable Object[] pages = new @Nullable Object[0]; // by slot: the bytes
    private int[] sizes = new int[0];
    private final byte[] page = new byte[Addresses.PAGE_SIZE];
    private final byte[] compressed = new byte[Addresses.PAGE_SIZE * 2];
    private long storedBytes;

    /** Not attached yet. */
    public ZramSwapBackend() {}

    @Override
    public void configure(PolicyParameters parameters) {
        ratio = parameters.number("ratio");
        writeNs = parameters.integer("write-ns");
        readNs = parameters.integer("read-ns");
    }

    @Override
    public void attach(SwapContext newContext) {
        context = newContext;
        int slots = (int) Math.min(newContext.pages(), SwapEntry.MAX_SLOTS);
        clusters = new SlotClusters(slots);
        sizes = new int[slots];
        pages = new @Nullable Object[newContext.contentsKept() ? slots : 0];
    }

    @Override
    public int slots() {
        return sizes.length;
    }

    @Override
    public int allocate(int count) {
        return clusters().allocate(count);
    }

    @Override
    public void free(int slot) {
        storedBytes -= sizes[slot];
        sizes[slot] = 0;
        if (slot < pages.length) {
            pages[slot] = null;
        }
        clusters().free(slot);
    }

    @Override
    public long write(int slot, @FrameIndex int frame) {
        int size = (int) (Addresses.PAGE_SIZE / ratio);
        if (slot < pages.length) {
            context().load(frame, page);
            pages[slot] = Arrays.copyOf(page, page.length);
            size = sizeOf(page);
        }
        storedBytes += size - sizes[slot];
        sizes[slot] = size;
        return context().nowNs() + writeNs;
    }

    @Override
    public long read(int slot, @FrameIndex int frame) {
        if (slot < pages.length) {
            Object stored = pages[slot];
            context().store(frame, stored instanceof byte[] bytes ? bytes : new byte[Addresses.PAGE_SIZE]);
        }
        return context().nowNs() + readNs;
    }

    /** Bytes of memory that the stored pages take (Linux: {@code compr_data_size}). */
    public long storedBytes() {
        return storedBytes;
    }

    @Override
    public boolean synchronous() {
        return true;
    }

    @Override
    public boolean rotational() {
        return false;
    }

    private int sizeOf(byte[] bytes) {
        int same = 1;
        while (same < bytes.length && bytes[same] == bytes[0]) {
            same++;
        }
        if (same == bytes.length) {
            return 0;
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(bytes);
        deflater.finish();
        int size = deflater.deflate(compressed);
        deflater.end();
        return size > HUGE_BYTES ? Addresses.PAGE_SIZE : size;
    }

    private SwapContext context() {
        if (context == null) {
            throw new IllegalStateException("swap backend 'zram' is used before it was attached");
        }
        return context;
    }

    private SlotClusters clusters() {
        if (clusters == null) {
            throw new IllegalStateException("swap backend 'zram' is used before it was attached");
        }
        return clusters;
    }
}
