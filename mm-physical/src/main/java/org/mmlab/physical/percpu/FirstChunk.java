package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.memory.BootAllocator;

/**
 * The units that boot gives every CPU, embedded in the direct map (Linux: {@code pcpu_embed_first_chunk}): a piece of memory for each
 * group of CPUs near their node, of which what the first chunk does not need goes back at once.
 */
public final class FirstChunk {
    /** Physical addresses below it are kept for devices ({@code MAX_DMA_ADDRESS}), as far as there is other memory. */
    private static final long ABOVE = 16L << 20;

    private final AllocInfo info;
    private final List<Long> areas;

    private FirstChunk(AllocInfo info, List<Long> areas) {
        this.info = info;
        this.areas = List.copyOf(areas);
    }

    /**
     * Takes the memory.
     *
     * @param nodeOf the node of a CPU
     * @return the first chunk, or null where there is not enough memory; then nothing is taken
     */
    public static @Nullable FirstChunk embed(AllocInfo info, BootAllocator boot, IntUnaryOperator nodeOf) {
        List<Long> areas = new ArrayList<>();
        for (AllocInfo.Group group : info.groups()) {
            long bytes = (long) group.cpus().size() * info.unitSize();
            int node = nodeOf.applyAsInt(group.cpus().get(0));
            @PhysAddr long place = boot.allocate(bytes, info.atomSize(), Addresses.phys(ABOVE), Addresses.phys(0), node);
            if (place == Addresses.NO_PHYS) {
                place = boot.allocate(bytes, info.atomSize(), Addresses.phys(0), Addresses.phys(0), node);
            }
            if (place == Addresses.NO_PHYS) {
                giveBack(info, areas, boot);
                return null;
            }
            areas.add(Addresses.rawPhys(place));
        }
        FirstChunk first = new FirstChunk(withOffsets(info, areas), areas);
        first.freeUnused(boot);
        return first;
    }

    private static void giveBack(AllocInfo info, List<Long> areas, BootAllocator boot) {
        for (int i = 0; i < areas.size(); i++) {
            boot.free(
                    Addresses.phys(areas.get(i)),
                    (long) info.groups().get(i).cpus().size() * info.unitSize());
        }
    }

    private static AllocInfo withOffsets(AllocInfo info, List<Long> areas) {
        long base = areas.stream().min(Comparator.naturalOrder()).orElse(0L);
        List<AllocInfo.Group> groups = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            groups.add(new AllocInfo.Group(
                    areas.get(i) - base, info.groups().get(i).cpus()));
        }
        return new AllocInfo(
                info.staticSize(),
                info.reservedSize(),
                info.dynamicSize(),
                info.unitSize(),
                info.atomSize(),
                info.allocSize(),
                groups);
    }

    private void freeUnused(BootAllocator boot) {
        int used = info.firstChunkBytes();
        for (int i = 0; i < areas.size(); i++) {
            long unit = areas.get(i);
            for (int cpu : info.groups().get(i).cpus()) {
                int keep = cpu == AllocInfo.NO_CPU ? 0 : used;
                if (keep < info.unitSize()) {
                    boot.free(Addresses.phys(unit + keep), info.unitSize() - keep);
                }
                unit += info.unitSize();
            }
        }
    }

    /** The layout, with the offsets of groups as they came to lie. */
    public AllocInfo info() {
        return info;
    }

    /** Lowest physical address of a group: the base that offsets count from. */
    public @PhysAddr long base() {
        return Addresses.phys(areas.stream().min(Comparator.naturalOrder()).orElse(0L));
    }
}
