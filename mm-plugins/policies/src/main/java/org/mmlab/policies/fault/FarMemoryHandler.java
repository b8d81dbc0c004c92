package org.mmlab.policies.fault;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicyParameters;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.FaultContext;
import org.mmlab.api.virtual.FaultHandler;

/**
 * Pages live in another machine's memory. A page that is not here costs a round trip, during which the machine's clock runs; the
 * reply brings along pages that the trend of the touches foretells. They wait in a buffer, whose oldest page makes room.
 *
 * <p>What a remote page holds is computed from the machine's seed, the region and the page, so that a run can be repeated.
 *
 * <p>Deviations from the paper: one trend for each machine and not for each process; the trend is the stride that two touches in
 * a row have, where the paper takes a majority of a window; the number of pages read ahead is fixed.
 */
@PolicySpec(
        name = "far-memory",
        doc =
                "pages of another machine's memory: a round trip each, less by reading ahead; after Leap, USENIX ATC 2020",
        parameters = {
            @PolicySpec.Parameter(
                    name = "round-trip-ns",
                    type = ParameterType.INT,
                    defaultValue = "4000",
                    min = 0,
                    max = 1_000_000_000,
                    doc = "time from the request of a page to its arrival"),
            @PolicySpec.Parameter(
                    name = "ahead",
                    type = ParameterType.INT,
                    defaultValue = "8",
                    min = 0,
                    max = 512,
                    doc = "pages that a reply brings along"),
            @PolicySpec.Parameter(
                    name = "buffer",
                    type = ParameterType.INT,
                    defaultValue = "64",
                    min = 1,
                    max = 65_536,
                    doc = "pages that wait for their first touch")
        })
public final class FarMemoryHandler implements FaultHandler {
    private static final int WORD = 8;

    private final byte[] page = new byte[Addresses.PAGE_SIZE];
    private int roundTripNs;
    private int ahead;
    private ArrivedPages arrived = new ArrivedPages(1);
    private @Nullable FaultContext machine;
    private int lastRegion;
    private long lastIndex;
    private long stride;

    /** With the default parameters, once configured. */
    public FarMemoryHandler() {}

    @Override
    public void configure(PolicyParameters parameters) {
        roundTripNs = (int) parameters.integer("round-trip-ns");
        ahead = (int) parameters.integer("ahead");
        arrived = new ArrivedPages((int) parameters.integer("buffer"));
    }

    @Override
    public void attach(FaultContext context) {
        machine = context;
    }

    @Override
    public int fill(int region, long index, @FrameIndex int frame) {
        FaultContext context = machine;
        if (context == null) {
            throw new IllegalStateException("far-memory was asked for a page before it was attached to a machine");
        }
        boolean waits = !arrived.take(region, index);
        if (waits) {
            context.clock().advance(roundTripNs);
        }
        long trend = trend(region, index);
        if (waits && trend != 0) {
            readAhead(region, index, trend);
        }
        compute(context.seed(), region, index);
        context.write(frame, 0, page, 0, page.length);
        return waits ? FILLED_MAJOR : FILLED;
    }

    /** The stride of the last two touches of a region if the one before was the same, else 0. */
    private long trend(int region, long index) {
        long step = region == lastRegion ? index - lastIndex : 0;
        long trend = step == stride ? step : 0;
        stride = step;
        lastRegion = region;
        lastIndex = index;
        return trend;
    }

    private void readAhead(int region, long index, long trend) {
        for (int i = 1; i <= ahead; i++) {
            long next = index + i * trend;
            if (next >= 0) {
                arrived.put(region, next);
            }
        }
    }

    @Override
    public void forget(int region, long first, long last) {
        arrived.drop(region, first, last);
    }

    private void compute(long seed, int region, long index) {
        long state = seed ^ (long) region << 48 ^ index;
        for (int at = 0; at < page.length; at += WORD) {
            state += 0x9e37_79b9_7f4a_7c15L; // SplitMix64
            long word = (state ^ state >>> 30) * 0xbf58_476d_1ce4_e5b9L;
            word = (word ^ word >>> 27) * 0x94d0_49bb_1331_11ebL;
            word ^= word >>> 31;
            for (int i = 0; i < WORD; i++) {
                page[at + i] = (byte) (word >>> i * WORD);
            }
        }
    }
}
