package org.mmlab.hardware.cache;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.hardware.cache.SramCache.Use;

/**
 * Three levels of cache, one behind the other. A miss is looked for in the next level and brought into all; a dirty line that
 * leaves a level is written into the next. O(ways) and allocation-free.
 */
public final class CacheHierarchy {
    /** The level that {@link #access} reports for the memory behind the caches. */
    public static final int MEMORY = 4;

    private final SramCache first;
    private final SramCache second;
    private final SramCache third;
    private long memoryWrites;

    /** Empty caches. */
    public CacheHierarchy(CacheGeometry first, CacheGeometry second, CacheGeometry third) {
        this.first = new SramCache(first);
        this.second = new SramCache(second);
        this.third = new SramCache(third);
    }

    /** The caches of a Skylake client core. */
    public static CacheHierarchy skylake() {
        return new CacheHierarchy(CacheGeometry.SKYLAKE_L1, CacheGeometry.SKYLAKE_L2, CacheGeometry.SKYLAKE_L3);
    }

    /**
     * An access of a CPU to one line.
     *
     * @return the level that had it: 1 to 3, or {@link #MEMORY}
     */
    public int access(@PhysAddr long address, Use use) {
        long gone = first.access(address, use);
        if (gone == SramCache.HIT) {
            return 1;
        }
        if (gone >= 0) {
            writeSecond(Addresses.phys(gone));
        }
        gone = second.access(address, Use.READ);
        if (gone == SramCache.HIT) {
            return 2;
        }
        if (gone >= 0) {
            writeThird(Addresses.phys(gone));
        }
        gone = third.access(address, Use.READ);
        if (gone == SramCache.HIT) {
            return 3;
        }
        if (gone >= 0) {
            memoryWrites++;
        }
        return MEMORY;
    }

    private void writeSecond(@PhysAddr long address) {
        long gone = second.access(address, Use.WRITE);
        if (gone >= 0) {
            writeThird(Addresses.phys(gone));
        }
    }

    private void writeThird(@PhysAddr long address) {
        if (third.access(address, Use.WRITE) >= 0) {
            memoryWrites++;
        }
    }

    /** A level's cache, 1 to 3. */
    public SramCache level(int level) {
        return switch (level) {
            case 1 -> first;
            case 2 -> second;
            case 3 -> third;
            default -> throw new IllegalArgumentException("there is no cache of level " + level + "; there are 1 to 3");
        };
    }

    /** Lines that reached memory because they were dirty. */
    public long memoryWrites() {
        return memoryWrites;
    }
}
