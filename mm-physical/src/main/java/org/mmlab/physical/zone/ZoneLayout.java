package org.mmlab.physical.zone;

import java.util.List;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.memory.ZoneType;

/**
 * Which zones the nodes of an architecture have, and where a request's GFP mask sends it. A zone's place in the list is its
 * zone index (Linux: {@code zone_idx}); all nodes have all zones, most of them empty.
 */
public final class ZoneLayout {
    /** x86-64: DMA, DMA32, Normal, Movable, Device. */
    public static final ZoneLayout X86_64 = new ZoneLayout(
            "x86-64", List.of(ZoneType.DMA, ZoneType.DMA32, ZoneType.NORMAL, ZoneType.MOVABLE, ZoneType.DEVICE));
    /** i386 with or without PAE: DMA, Normal, HighMem, Movable. */
    public static final ZoneLayout I386 =
            new ZoneLayout("i386", List.of(ZoneType.DMA, ZoneType.NORMAL, ZoneType.HIGHMEM, ZoneType.MOVABLE));

    private static final int ZONE_BITS = 16;

    private final String name;
    private final List<ZoneType> types;
    private final byte[] byGfp = new byte[ZONE_BITS];

    private ZoneLayout(String name, List<ZoneType> types) {
        this.name = name;
        this.types = types;
        for (int bits = 0; bits < ZONE_BITS; bits++) {
            byGfp[bits] = (byte) indexFor(types, bits);
        }
    }

    /** The architecture's name. */
    public String name() {
        return name;
    }

    /** Number of zones of a node (Linux: {@code MAX_NR_ZONES}). */
    public int count() {
        return types.size();
    }

    /** The type at a zone index. */
    public ZoneType type(int index) {
        return types.get(index);
    }

    /** The zone types, lowest first. */
    public List<ZoneType> types() {
        return types;
    }

    /** Whether nodes have a zone of that type. */
    public boolean has(ZoneType type) {
        return types.contains(type);
    }

    /**
     * The index of a type.
     *
     * @throws IllegalArgumentException where the architecture has no such zone
     */
    public int indexOf(ZoneType type) {
        int index = types.indexOf(type);
        if (index < 0) {
            throw new IllegalArgumentException("no zone " + type.kernelName() + " on " + name + "; it has " + types);
        }
        return index;
    }

    /**
     * The highest zone index that may serve a request (Linux: {@code gfp_zone} and its table).
     *
     * @throws IllegalArgumentException where the mask names several zones
     */
    public int highestIndex(int gfp) {
        int index = byGfp[gfp & (ZONE_BITS - 1)];
        if (index < 0) {
            Gfp.highestZone(gfp); // throws, and says why
        }
        return index;
    }

    private static int indexFor(List<ZoneType> types, int gfp) {
        ZoneType wanted;
        try {
            wanted = Gfp.highestZone(gfp);
        } catch (IllegalArgumentException contradiction) {
            return -1;
        }
        int index = types.indexOf(wanted);
        return index >= 0 ? index : types.indexOf(ZoneType.NORMAL);
    }
}
