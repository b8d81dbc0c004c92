package org.mmlab.physical.hotplug;

/** The blocks of one memory device (Linux: a static {@code struct memory_group}), which are kept in zones of one kind where possible. In frames. */
public final class MemoryGroup {
    private final long mostFrames;
    private long kernelFrames;
    private long movableFrames;

    /** A device of that many frames, none online. */
    public MemoryGroup(long mostFrames) {
        this.mostFrames = mostFrames;
    }

    /** Frames of the device. */
    public long mostFrames() {
        return mostFrames;
    }

    /** Frames online in kernel zones. */
    public long kernelFrames() {
        return kernelFrames;
    }

    /** Frames online in the Movable zone. */
    public long movableFrames() {
        return movableFrames;
    }

    void addKernel(long frames) {
        kernelFrames += frames;
    }

    void addMovable(long frames) {
        movableFrames += frames;
    }
}
