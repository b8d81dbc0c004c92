package org.mmlab.physical.firmware;

import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a range of the firmware's map is (Linux: {@code enum e820_type}). A type is a number, since a firmware may use any; the ones
 * with a meaning have a name here.
 */
public final class E820Type {
    /** Not described. */
    public static final int NONE = 0;

    /** Memory for the kernel to use. */
    public static final int RAM = 1;

    /** Not to be used: devices, firmware, what the command line took away. */
    public static final int RESERVED = 2;

    /** ACPI tables, reclaimable after they were read. */
    public static final int ACPI = 3;

    /** ACPI memory that must survive a suspend. */
    public static final int NVS = 4;

    /** Memory with errors. */
    public static final int UNUSABLE = 5;

    /** Persistent memory. */
    public static final int PMEM = 7;

    /** Persistent memory as it was marked before there was a standard. */
    public static final int PRAM = 12;

    /** Memory that boot data lie in; usable, and kept apart by the kernel itself. */
    public static final int RESERVED_KERN = 128;

    /** Memory set aside for a special purpose, such as high-bandwidth memory. */
    public static final int SOFT_RESERVED = 0xefffffff;

    private static final Map<String, Integer> BY_IOMEM_NAME = new TreeMap<>(Map.of(
            "System RAM", RAM,
            "Reserved", RESERVED,
            "reserved", RESERVED,
            "ACPI Tables", ACPI,
            "ACPI Non-volatile Storage", NVS,
            "Unusable memory", UNUSABLE,
            "Persistent Memory", PMEM,
            "Persistent Memory (legacy)", PRAM,
            "Soft Reserved", SOFT_RESERVED));

    private static final Map<String, Integer> BY_DMESG_NAME = new TreeMap<>(Map.of(
            "usable", RAM,
            "reserved", RESERVED,
            "ACPI data", ACPI,
            "ACPI NVS", NVS,
            "unusable", UNUSABLE,
            "soft reserved", SOFT_RESERVED));

    private E820Type() {}

    /** The name in the kernel's log (Linux: {@code e820_print_type}). */
    public static String dmesgName(int type) {
        return switch (type) {
            case RAM, RESERVED_KERN -> "usable";
            case RESERVED -> "reserved";
            case ACPI -> "ACPI data";
            case NVS -> "ACPI NVS";
            case UNUSABLE -> "unusable";
            case SOFT_RESERVED -> "soft reserved";
            case PMEM, PRAM -> "persistent (type " + type + ")";
            default -> "type " + Integer.toUnsignedString(type);
        };
    }

    /** The name in {@code /proc/iomem} (Linux: {@code e820_type_to_string}). */
    public static String iomemName(int type) {
        return switch (type) {
            case RAM, RESERVED_KERN -> "System RAM";
            case RESERVED -> "Reserved";
            case ACPI -> "ACPI Tables";
            case NVS -> "ACPI Non-volatile Storage";
            case UNUSABLE -> "Unusable memory";
            case PMEM -> "Persistent Memory";
            case PRAM -> "Persistent Memory (legacy)";
            case SOFT_RESERVED -> "Soft Reserved";
            default -> "Unknown E820 type";
        };
    }

    /** The type of a name in the kernel's log, or null if no kernel prints it. */
    static @Nullable Integer fromDmesg(String name) {
        Integer known = BY_DMESG_NAME.get(name);
        if (known != null) {
            return known;
        }
        String number = name.startsWith("persistent (type ") && name.endsWith(")")
                ? name.substring("persistent (type ".length(), name.length() - 1)
                : name.startsWith("type ") ? name.substring("type ".length()) : "";
        return number.matches("[0-9]{1,9}") ? Integer.valueOf(number) : null;
    }

    /** The type of a name in {@code /proc/iomem}, or null if it is not one of the firmware's. */
    static @Nullable Integer fromIomem(String name) {
        return BY_IOMEM_NAME.get(name);
    }

    /** Whether neighbours of this type stay apart, because their border may mean something (Linux: {@code e820_nomerge}). */
    static boolean staysApart(int type) {
        return type == PRAM || type == SOFT_RESERVED;
    }
}
