package org.mmlab.reclaim.swap;

import org.checkerframework.checker.nullness.qual.MonotonicNonNull;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.api.reclaim.SwapContext;

/** Swap on a block device, a slot a block, slots handed out by clusters (Linux: a swap partition). */
@PolicySpec(
        name = "disk",
        doc = "a block device, slots handed out by clusters of 512",
        parameters = {
            @PolicySpec.Parameter(
                    name = "rotational",
                    type = ParameterType.BOOLEAN,
                    defaultValue = "false",
                    doc = "whether heads move: readahead then goes by slot and not by address")
        })
public final class DiskSwapBackend implements SwapBackend {
    private @MonotonicNonNull SwapContext context;
    private @MonotonicNonNull SlotClusters clusters;
    private boolean rotational;

    /** Not attached yet. */
    public DiskSwapBackend() {}

    @Override
    public void configure(PolicyParameters parameters) {
        rotational = parameters.flag("rotational");
    }

    @Override
    public void attach(SwapContext newContext) {
        context = newContext;
        clusters = new SlotClusters((int) Math.min(newContext.pages(), SwapEntry.MAX_SLOTS));
    }

    @Override
    public int slots() {
        return clusters().slots();
    }

    @Override
    public int allocate(int count) {
        return clusters().allocate(count);
    }

    @Override
    public void free(int slot) {
        clusters().free(slot);
    }

    @Override
    public long write(int slot, @FrameIndex int frame) {
        return context().deviceWrite(slot, frame);
    }

    @Override
    public long read(int slot, @FrameIndex int frame) {
        return context().deviceRead(slot, frame);
    }

    @Override
    public boolean synchronous() {
        return false;
    }

    @Override
    public boolean rotational() {
        return rotational;
    }

    private SwapContext context() {
        if (context == null) {
            throw new IllegalStateException("swap backend 'disk' is used before it was attached");
        }
        return context;
    }

    private SlotClusters clusters() {
        if (clusters == null) {
            throw new IllegalStateException("swap backend 'disk' is used before it was attached");
        }
        return clusters;
    }
}
