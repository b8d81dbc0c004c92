package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/** Finds the layout that wastes least (Linux: {@code pcpu_build_alloc_info}). */
public final class AllocInfoBuilder {
    /** Room for modules' static per-CPU variables on 64 bit ({@code PERCPU_MODULE_RESERVE}). */
    public static final int MODULE_RESERVE = 8 << 10;
    /** Room to allocate from in the first chunk of x86-64 ({@code PERCPU_DYNAMIC_RESERVE}). */
    public static final int DYNAMIC_RESERVE = 28 << 10;
    /** Least room for allocations before the page allocator runs ({@code PERCPU_DYNAMIC_EARLY_SIZE}). */
    public static final int DYNAMIC_EARLY = 20 << 10;
    /** Least size of a unit, and greatest of an allocation ({@code PCPU_MIN_UNIT_SIZE}). */
    public static final int MIN_UNIT = 32 << 10;

    private static final int LOCAL_DISTANCE = 10;
    private static final int PAGE = ChunkMap.PAGE_BYTES;
    /** A layout is refused where more units than a third of the CPUs would be wasted. */
    private static final int WASTE_SHARE = 3;

    private AllocInfoBuilder() {}

    /**
     * The layout for some CPUs.
     *
     * @param staticSize the template's bytes
     * @param reserved room for modules, bytes
     * @param dynamic least room to allocate from, bytes; more is given where a page is not full
     * @param atomSize alignment of allocations: 2 MiB on x86-64, a page on i386
     * @param cpus possible CPUs
     * @param distance between two CPUs' nodes; 10 = the same
     */
    public static AllocInfo build(
            int staticSize, int reserved, int dynamic, int atomSize, int cpus, IntBinaryOperator distance) {
        int sum = align(staticSize + reserved + Math.max(dynamic, DYNAMIC_EARLY), PAGE);
        int minUnit = Math.max(sum, MIN_UNIT);
        int allocSize = (minUnit + atomSize - 1) / atomSize * atomSize;
        int perAllocation = allocSize / minUnit;
        while (!divides(allocSize, perAllocation)) {
            perAllocation--;
        }
        List<List<Integer>> groups = groups(cpus, distance);
        perAllocation = best(allocSize, perAllocation, groups, cpus);
        int unitSize = allocSize / perAllocation;
        List<AllocInfo.Group> laidOut = new ArrayList<>();
        long unit = 0;
        for (List<Integer> group : groups) {
            List<Integer> units = new ArrayList<>(group);
            while (units.size() % perAllocation != 0) {
                units.add(AllocInfo.NO_CPU);
            }
            laidOut.add(new AllocInfo.Group(unit * unitSize, units));
            unit += units.size();
        }
        return new AllocInfo(staticSize, reserved, sum - staticSize - reserved, unitSize, atomSize, allocSize, laidOut);
    }

    private static int align(int bytes, int to) {
        return (bytes + to - 1) & -to;
    }

    private static boolean divides(int allocSize, int units) {
        return allocSize % units == 0 && allocSize / units % PAGE == 0;
    }

    /** CPUs that are local to the first one of their group, both ways. */
    private static List<List<Integer>> groups(int cpus, IntBinaryOperator distance) {
        List<Integer> left = new ArrayList<>();
        for (int cpu = 0; cpu < cpus; cpu++) {
            left.add(cpu);
        }
        List<List<Integer>> groups = new ArrayList<>();
        while (!left.isEmpty()) {
            int first = left.get(0);
            List<Integer> group = left.stream()
                    .filter(cpu -> cpu == first
                            || distance.applyAsInt(first, cpu) == LOCAL_DISTANCE
                                    && distance.applyAsInt(cpu, first) == LOCAL_DISTANCE)
                    .toList();
            groups.add(group);
            left.removeAll(group);
        }
        return groups;
    }

    /** Units an allocation: the fewest allocations win, as long as not too many units are wasted. */
    private static int best(int allocSize, int most, List<List<Integer>> groups, int cpus) {
        int best = 1;
        int fewest = Integer.MAX_VALUE;
        for (int units = most; units > 0; units--) {
            if (!divides(allocSize, units)) {
                continue;
            }
            int allocations = 0;
            int wasted = 0;
            for (List<Integer> group : groups) {
                int own = (group.size() + units - 1) / units;
                allocations += own;
                wasted += own * units - group.size();
            }
            if (wasted > cpus / WASTE_SHARE) {
                continue;
            }
            if (allocations > fewest) {
                break;
            }
            fewest = allocations;
            best = units;
        }
        return best;
    }
}
