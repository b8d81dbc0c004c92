package org.mmlab.kit.host;

import java.util.ArrayList;
import java.util.List;

/** A list of CPUs as sysfs writes it: {@code 0-3,8} (Linux: {@code bitmap_print_to_pagebuf}). */
final class CpuList {
    private CpuList() {}

    static List<Integer> read(String text, String place) {
        List<Integer> cpus = new ArrayList<>();
        String trimmed = text.trim();
        if (trimmed.isEmpty()) {
            return cpus;
        }
        for (String range : trimmed.split(",", -1)) {
            if (!range.matches("\\d{1,5}(-\\d{1,5})?")) {
                throw new HostException(place + ": cannot read '" + trimmed + "' as a list of CPUs such as 0-3,8");
            }
            String[] ends = range.split("-", -1);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }
}
