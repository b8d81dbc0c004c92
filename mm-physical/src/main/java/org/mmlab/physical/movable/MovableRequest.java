package org.mmlab.physical.movable;

/**
 * How much memory is to be movable.
 *
 * @param kernelcore frames that must stay usable for the kernel; 0 = not given
 * @param kernelcorePercent as a percentage of all frames; 0 = not given
 * @param movablecore frames that shall be movable; 0 = not given
 * @param movablecorePercent as a percentage of all frames; 0 = not given
 */
public record MovableRequest(long kernelcore, int kernelcorePercent, long movablecore, int movablecorePercent) {
    /** No Movable zone. */
    public static final MovableRequest NONE = new MovableRequest(0, 0, 0, 0);

    private static final int HUNDRED = 100;
    private static final long TEN_THOUSAND = 10_000;

    /** {@code kernelcore=} in frames. */
    public static MovableRequest kernelcore(long frames) {
        return new MovableRequest(frames, 0, 0, 0);
    }

    /** {@code movablecore=} in frames. */
    public static MovableRequest movablecore(long frames) {
        return new MovableRequest(0, 0, frames, 0);
    }

    /**
     * The frames that the kernel needs, of all the machine's.
     *
     * @return 0 where nothing was asked for, or nothing is left to be movable
     */
    long kernelFrames(long total, long block) {
        long kernel = kernelcorePercent == 0 ? kernelcore : share(total, kernelcorePercent);
        long movable = movablecorePercent == 0 ? movablecore : share(total, movablecorePercent);
        if (movable != 0) {
            long rounded = Math.min(total, (movable + block - 1) / block * block);
            kernel = Math.max(kernel, total - rounded);
        }
        return kernel >= total ? 0 : kernel;
    }

    private static long share(long total, int percent) {
        return total * HUNDRED * percent / TEN_THOUSAND;
    }
}
