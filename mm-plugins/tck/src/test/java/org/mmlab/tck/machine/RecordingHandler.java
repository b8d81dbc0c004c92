package org.mmlab.tck.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.virtual.FaultContext;
import org.mmlab.api.virtual.FaultHandler;

/** Writes down what it is asked; has a page of the number's own byte for each index but those that leave 3 when divided by 8. */
@PolicySpec(name = "recording", doc = "for tests: writes down what it is asked")
public final class RecordingHandler implements FaultHandler {
    private static final int GROUP = 8;
    private static final int MISSING = 3;
    private static final int MAJOR = 5;

    private final List<String> calls = new ArrayList<>();
    private FaultContext machine;

    /** For the registry. */
    public RecordingHandler() {}

    /** What it was asked since the last time, in order. */
    List<String> calls() {
        List<String> result = List.copyOf(calls);
        calls.clear();
        return result;
    }

    @Override
    public void attach(FaultContext context) {
        machine = context;
    }

    @Override
    public int fill(int region, long index, @FrameIndex int frame) {
        calls.add("fill " + region + ":" + index);
        if (index % GROUP == MISSING) {
            return NO_SUCH_PAGE;
        }
        byte[] page = new byte[4096];
        Arrays.fill(page, (byte) (region * 16 + index));
        machine.write(frame, 0, page, 0, page.length);
        return index % GROUP == MAJOR ? FILLED_MAJOR : FILLED;
    }

    @Override
    public void forget(int region, long first, long last) {
        calls.add("forget " + region + ":" + first + "-" + last);
    }
}
