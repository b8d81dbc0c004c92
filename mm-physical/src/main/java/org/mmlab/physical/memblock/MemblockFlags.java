package org.mmlab.physical.memblock;

/** Attributes of a memory region, as bits (Linux: {@code enum memblock_flags}). */
public final class MemblockFlags {
    /** Nothing special. */
    public static final int NONE = 0;

    /** The firmware says that the memory may be unplugged; skipped under {@code movable_node}. */
    public static final int HOTPLUG = 0x1;

    /** Mirrored by the memory controller; preferred for allocations once any region has it. */
    public static final int MIRROR = 0x2;

    /** Not in the kernel's direct map, never handed out, reserved in the frame table. */
    public static final int NOMAP = 0x4;

    /** Always detected and added by a driver, never by the firmware's map. */
    public static final int DRIVER_MANAGED = 0x8;

    /** Of a reserved region: its frame metadata is not initialised at boot. */
    public static final int RSRV_NOINIT = 0x10;

    private static final String[] DEBUGFS_NAMES = {"HOTPLUG", "MIRROR", "NOMAP", "DRV_MNG", "RSV_NIT"};

    private MemblockFlags() {}

    /** The flags as {@code /sys/kernel/debug/memblock} writes them: {@code NONE}, or names joined by {@code |}. */
    public static String describe(int flags) {
        if (flags == NONE) {
            return "NONE";
        }
        StringBuilder text = new StringBuilder();
        for (int bit = 0; flags >>> bit != 0; bit++) {
            if ((flags >>> bit & 1) != 0) {
                text.append(text.isEmpty() ? "" : "|")
                        .append(bit < DEBUGFS_NAMES.length ? DEBUGFS_NAMES[bit] : "UNKNOWN");
            }
        }
        return text.toString();
    }
}
