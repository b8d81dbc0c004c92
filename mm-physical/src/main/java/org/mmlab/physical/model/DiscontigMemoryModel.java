package org.mmlab.physical.model;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.plugin.PolicySpec;

/** An array for each node, over the node's span with its holes (Linux before 5.14: DISCONTIGMEM). */
@PolicySpec(
        name = "discontig",
        doc = "a memory map for each node over its span, holes included; Linux DISCONTIGMEM until 5.13")
public final class DiscontigMemoryModel implements MemoryModel {
    /** For the registry. */
    public DiscontigMemoryModel() {}

    @Override
    public FrameMap attach(Layout layout) {
        return new NodeMap(layout);
    }

    @Override
    public boolean supportsHotplug() {
        return false;
    }

    @Override
    public boolean supportsNuma() {
        return true;
    }

    /** A frame's node is found by the spans; where spans overlap, as interleaved nodes do, by the ranges. */
    private static final class NodeMap implements FrameMap {
        private final List<Piece> pieces = new ArrayList<>();
        private final List<MetadataArea> areas = new ArrayList<>();
        private final int frames;

        private record Piece(Span span, int firstIndex, List<Range> ranges) {}

        NodeMap(Layout layout) {
            TreeMap<Integer, List<Range>> byNode = new TreeMap<>();
            for (Range range : layout.ranges()) {
                byNode.computeIfAbsent(range.node(), n -> new ArrayList<>()).add(range);
            }
            int next = 0;
            for (var node : byNode.entrySet()) {
                Span span = Span.of(node.getValue());
                pieces.add(new Piece(span, next, List.copyOf(node.getValue())));
                areas.add(Metadata.place(
                        layout.placer(),
                        "node " + node.getKey() + " mem_map",
                        span.start(),
                        span.frames(),
                        node.getKey()));
                next = Span.checked((long) next + span.frames());
            }
            frames = next;
        }

        @Override
        public @FrameIndex int frameOf(@Pfn long pfn) {
            int fallback = Addresses.rawFrame(NO_FRAME);
            long raw = Addresses.rawPfn(pfn);
            for (Piece piece : pieces) {
                long offset = raw - piece.span().start();
                if (offset < 0 || offset >= piece.span().frames()) {
                    continue;
                }
                int index = piece.firstIndex() + (int) offset;
                if (holds(piece, raw)) {
                    return Addresses.frame(index);
                }
                fallback = index;
            }
            return Addresses.frame(fallback);
        }

        private static boolean holds(Piece piece, long pfn) {
            for (Range range : piece.ranges()) {
                if (Addresses.rawPfn(range.start()) <= pfn && pfn < Addresses.rawPfn(range.end())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public @Pfn long pfnOf(@FrameIndex int frame) {
            int index = Addresses.rawFrame(frame);
            for (Piece piece : pieces) {
                if (index < piece.firstIndex() + piece.span().frames()) {
                    return Addresses.pfn(piece.span().start() + index - piece.firstIndex());
                }
            }
            throw new IllegalArgumentException("frame index " + index + " is not below " + frames);
        }

        @Override
        public int frames() {
            return frames;
        }

        @Override
        public Iterable<MetadataArea> metadata() {
            return List.copyOf(areas);
        }

        @Override
        public boolean addRange(@Pfn long start, @Pfn long end, int node) {
            return false;
        }

        @Override
        public boolean removeRange(@Pfn long start, @Pfn long end) {
            return false;
        }
    }
}
