package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.translation.TableFrames;

/**
 * Gives table frames out of a small range and keeps account of them: no frame twice, none back that is not out. A budget makes it
 * run out. Frames that come back are given out again first, so that forgotten references show.
 */
public final class CountingFrames implements TableFrames {
    private final long first;
    private final int budget;
    private final BitSet out = new BitSet();

    /**
     * A source of frames.
     *
     * @param first the first of them
     * @param budget how many may be out at once
     */
    public CountingFrames(@Pfn long first, int budget) {
        this.first = Addresses.rawPfn(first);
        this.budget = budget;
    }

    @Override
    public @Pfn long allocate(int level) {
        if (out.cardinality() >= budget) {
            return Addresses.NO_PFN;
        }
        int frame = out.nextClearBit(0);
        out.set(frame);
        return Addresses.pfn(first + frame);
    }

    @Override
    public void free(@Pfn long pfn, int level) {
        int frame = (int) (Addresses.rawPfn(pfn) - first);
        assertThat(frame >= 0 && out.get(frame))
                .as("frame 0x%x that is given back was given out", Addresses.rawPfn(pfn))
                .isTrue();
        out.clear(frame);
    }

    /** Frames out at present. */
    public int outstanding() {
        return out.cardinality();
    }

    /** Whether a frame is out. */
    public boolean isOut(@Pfn long pfn) {
        long frame = Addresses.rawPfn(pfn) - first;
        return frame >= 0 && frame < out.length() && out.get((int) frame);
    }
}
