package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.MemoryModel.Range;

/**
 * What every memory model must do. The author of one supplies {@link #model}; the properties run it over random maps of memory with holes,
 * of one node and, where the model supports that, of several.
 */
public interface MemoryModelContract {
    /** log2 of the frames in a section of the test machines: smaller than a real one, so that maps have many. */
    int SECTION_SHIFT = 12;

    /** Frames in a run that must be contiguous. */
    int RUN = 1024;

    /** A new, configured instance. */
    MemoryModel model();

    /** Each frame of RAM has an index of its own, and the way back leads to the frame. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void everyFrameOfMemoryHasItsOwnIndex(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1 << 20) Integer> seeds) {
        List<Range> ranges = ranges(seeds, model().supportsNuma());
        FrameMap map = attach(ranges);
        Map<Integer, Long> owner = new HashMap<>();
        for (Range range : ranges) {
            for (long pfn = Addresses.rawPfn(range.start()); pfn < Addresses.rawPfn(range.end()); pfn += 7) {
                int index = Addresses.rawFrame(map.frameOf(Addresses.pfn(pfn)));
                assertThat(index).as("index of pfn %d", pfn).isBetween(0, map.frames() - 1);
                assertThat(Addresses.rawPfn(map.pfnOf(Addresses.frame(index)))).isEqualTo(pfn);
                assertThat(map.valid(Addresses.pfn(pfn))).isTrue();
                assertThat((Object) owner.put(index, pfn))
                        .as("index %d of pfn %d is nobody else's", index, pfn)
                        .isNull();
            }
        }
    }

    /** Within an aligned run of 1024 frames, indexes follow each other as frames do, so that buddies can be found by arithmetic. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    default void indexesKeepAlignment(@ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1 << 20) Integer> seeds) {
        FrameMap map;
        List<Range> ranges = ranges(seeds, model().supportsNuma());
        map = attach(ranges);
        assertThat(map.frames() % RUN).isZero();
        for (Range range : ranges) {
            for (long pfn = Addresses.rawPfn(range.start()); pfn < Addresses.rawPfn(range.end()); pfn += 13) {
                assertThat(Addresses.rawFrame(map.frameOf(Addresses.pfn(pfn))) % RUN)
                        .isEqualTo((int) (pfn % RUN));
            }
        }
    }

    /** Metadata is reported for at least every frame of RAM, and what it would cost in Linux is 64 bytes each. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void metadataIsReported(@ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1 << 20) Integer> seeds) {
        List<Range> ranges = ranges(seeds, model().supportsNuma());
        List<Long> placed = new ArrayList<>();
        FrameMap map = model().attach(new MemoryModel.Layout(ranges, SECTION_SHIFT, (bytes, node, what) -> {
            placed.add(bytes);
            return placed.size() * 0x1000L;
        }));
        long frames = 0;
        List<Long> reported = new ArrayList<>();
        for (FrameMap.MetadataArea area : map.metadata()) {
            frames += area.frames();
            reported.add(area.linuxBytes());
            assertThat(area.linuxBytes()).isEqualTo(area.frames() * MemoryModel.LINUX_STRUCT_PAGE_BYTES);
            assertThat(area.bytes()).isPositive();
            assertThat(area.address()).isPositive();
        }
        assertThat(frames).isGreaterThanOrEqualTo(frames(ranges));
        assertThat(reported).as("each area was placed once").isEqualTo(placed);
    }

    /** What lies beyond all memory has no metadata. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void nothingIsBeyondMemory(@ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1 << 20) Integer> seeds) {
        List<Range> ranges = ranges(seeds, model().supportsNuma());
        FrameMap map = attach(ranges);
        long beyond = Addresses.rawPfn(ranges.get(ranges.size() - 1).end()) + (2L << SECTION_SHIFT);
        assertThat(FrameTable.exists(map.frameOf(Addresses.pfn(beyond)))).isFalse();
        assertThat(FrameTable.exists(map.frameOf(Addresses.pfn(1L << 40)))).isFalse();
    }

    /** Memory that is plugged in gets indexes without a change of the old ones, and loses them when it goes. */
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    default void pluggedMemoryComesAndGoes(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> seeds,
            @ForAll @IntRange(max = 3) int gap) {
        List<Range> ranges = ranges(seeds, false);
        FrameMap map = attach(ranges);
        long old = Addresses.rawPfn(ranges.get(0).start());
        @FrameIndex int oldIndex = map.frameOf(Addresses.pfn(old));
        long end = Addresses.rawPfn(ranges.get(ranges.size() - 1).end());
        long start = ((end >> SECTION_SHIFT) + 1 + gap) << SECTION_SHIFT;
        long stop = start + (1L << SECTION_SHIFT);
        boolean added = map.addRange(Addresses.pfn(start), Addresses.pfn(stop), 0);
        assertThat(added).isEqualTo(model().supportsHotplug());
        if (added) {
            @FrameIndex int index = map.frameOf(Addresses.pfn(start));
            assertThat(Addresses.rawFrame(index)).isBetween(0, map.frames() - 1);
            assertThat(Addresses.rawPfn(map.pfnOf(index))).isEqualTo(start);
            assertThat(Addresses.rawFrame(map.frameOf(Addresses.pfn(old)))).isEqualTo(Addresses.rawFrame(oldIndex));
            assertThat(map.removeRange(Addresses.pfn(start), Addresses.pfn(stop)))
                    .isTrue();
            assertThat(FrameTable.exists(map.frameOf(Addresses.pfn(start)))).isFalse();
            assertThat(Addresses.rawFrame(map.frameOf(Addresses.pfn(old)))).isEqualTo(Addresses.rawFrame(oldIndex));
        }
    }

    private FrameMap attach(List<Range> ranges) {
        return model().attach(new MemoryModel.Layout(ranges, SECTION_SHIFT, MemoryModel.Placer.NOWHERE));
    }

    private static long frames(List<Range> ranges) {
        return ranges.stream()
                .mapToLong(range -> Addresses.rawPfn(range.end()) - Addresses.rawPfn(range.start()))
                .sum();
    }

    /** Ascending ranges with holes between some of them; of one node, or of a node each or two. */
    private static List<Range> ranges(List<Integer> seeds, boolean numa) {
        List<Range> ranges = new ArrayList<>();
        long start = 1 + seeds.get(0) % 5000;
        for (int i = 0; i < seeds.size(); i++) {
            int seed = seeds.get(i);
            long end = start + 1 + seed % 9000;
            ranges.add(new Range(Addresses.pfn(start), Addresses.pfn(end), numa ? i / (1 + seeds.get(0) % 2) : 0));
            start = end + (seed % 3 == 0 ? 0 : seed / 9 % 20_000);
        }
        return ranges;
    }
}
