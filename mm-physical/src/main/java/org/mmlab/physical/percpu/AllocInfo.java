package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the units of a chunk are laid out (Linux: {@code struct pcpu_alloc_info}). Sizes are bytes.
 *
 * @param staticSize the template
 * @param reservedSize room for modules' static variables
 * @param dynamicSize room of the first chunk to allocate from
 * @param unitSize size of a unit, a multiple of pages
 * @param atomSize alignment of what a group allocates
 * @param allocSize what is allocated at once; holds one or several units
 * @param groups CPUs that are local to each other
 */
public record AllocInfo(
        int staticSize,
        int reservedSize,
        int dynamicSize,
        int unitSize,
        int atomSize,
        int allocSize,
        List<Group> groups) {
    /** A unit that no CPU has: what is left of an allocation. */
    public static final int NO_CPU = -1;

    /**
     * A group.
     *
     * @param baseOffset offset of its first unit, as if all groups were back to back
     * @param cpus the CPU of each unit, or {@link #NO_CPU}
     */
    public record Group(long baseOffset, List<Integer> cpus) {
        /** Copies the list. */
        public Group {
            cpus = List.copyOf(cpus);
        }
    }

    /** Copies the list. */
    public AllocInfo {
        groups = List.copyOf(groups);
    }

    /** Units in all, those without a CPU too. */
    public int units() {
        return groups.stream().mapToInt(group -> group.cpus().size()).sum();
    }

    /** Bytes of a unit that are in use in the first chunk. */
    public int firstChunkBytes() {
        return staticSize + reservedSize + dynamicSize;
    }

    /** What the kernel logs: {@code s233472 r8192 d28672 u2097152 alloc=1*2097152}. */
    public String sizes() {
        return String.format(
                Locale.ROOT,
                "s%d r%d d%d u%d alloc=%d*%d",
                staticSize,
                reservedSize,
                dynamicSize,
                unitSize,
                allocSize / atomSize,
                atomSize);
    }

    /**
     * What the kernel logs of groups: {@code [0] 0 1 [1] 2 3}; one bracket for each allocation, numbers as wide as the highest one may
     * be (Linux: {@code pcpu_dump_alloc_info}).
     */
    public String layout() {
        int perAllocation = allocSize / unitSize;
        int cpuWidth = Long.toString(cpus()).length();
        int groupWidth = Integer.toString(groups.size()).length();
        List<String> words = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            List<Integer> cpus = groups.get(group).cpus();
            for (int unit = 0; unit < cpus.size(); unit++) {
                if (unit % perAllocation == 0) {
                    words.add("[" + padded(group, groupWidth) + "]");
                }
                words.add(cpus.get(unit) == NO_CPU ? "-".repeat(cpuWidth) : padded(cpus.get(unit), cpuWidth));
            }
        }
        return String.join(" ", words);
    }

    private static String padded(int number, int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", number);
    }

    private long cpus() {
        return groups.stream()
                .flatMap(group -> group.cpus().stream())
                .filter(cpu -> cpu != NO_CPU)
                .count();
    }
}
