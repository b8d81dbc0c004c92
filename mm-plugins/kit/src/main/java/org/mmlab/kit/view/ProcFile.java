package org.mmlab.kit.view;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.mmlab.kit.machine.Machine;

/** The files of {@code /proc} that can be shown of a machine. */
public enum ProcFile {
    /** Physical addresses and what is there. */
    IOMEM(Iomem::of),
    /** Memory in use, in KiB. */
    MEMINFO(Meminfo::of),
    /** Every zone with its sizes, watermarks and per-CPU lists. */
    ZONEINFO(Zoneinfo::of),
    /** Free blocks by order. */
    BUDDYINFO(Buddyinfo::of),
    /** Free blocks by order and migratetype. */
    PAGETYPEINFO(Pagetypeinfo::of),
    /** debugfs: whether blocks of each order fail for want of memory (0) or by fragmentation (1). */
    EXTFRAG_INDEX(Extfrag::index),
    /** debugfs: the share of free memory that blocks of each order cannot use. */
    UNUSABLE_INDEX(Extfrag::unusable),
    /** Counters of the whole machine. */
    VMSTAT(Vmstat::of);

    private final String fileName = name().toLowerCase(Locale.ROOT);
    private final Function<Machine, String> writer;

    ProcFile(Function<Machine, String> writer) {
        this.writer = writer;
    }

    /** The file's name in {@code /proc}. */
    public String fileName() {
        return fileName;
    }

    /** The file's text for a machine as it is now, each line ended. */
    public String of(Machine machine) {
        return writer.apply(machine);
    }

    /** The file of a name, if there is one. */
    public static Optional<ProcFile> named(String name) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(name))
                .findFirst();
    }

    /** The names of all files. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ProcFile::fileName).toList();
    }
}
