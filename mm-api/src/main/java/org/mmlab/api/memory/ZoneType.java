package org.mmlab.api.memory;

/**
 * The kinds of zone, lowest memory first (Linux: {@code enum zone_type}). A machine has some of them, in this order: which ones
 * depends on its architecture.
 */
public enum ZoneType {
    /** Below 16 MiB: reachable by ISA devices. */
    DMA("DMA"),
    /** Below 4 GiB: reachable by 32-bit devices. */
    DMA32("DMA32"),
    /** Always mapped by the kernel. */
    NORMAL("Normal"),
    /** Beyond the kernel's direct map, on 32-bit machines. */
    HIGHMEM("HighMem"),
    /** Holds movable pages alone, so that it can be emptied. */
    MOVABLE("Movable"),
    /** Memory of devices that has frame metadata; never has free frames. */
    DEVICE("Device");

    private final String kernelName;

    ZoneType(String kernelName) {
        this.kernelName = kernelName;
    }

    /** The zone's name in {@code /proc/zoneinfo}. */
    public String kernelName() {
        return kernelName;
    }

    /**
     * The type of that kernel name.
     *
     * @throws IllegalArgumentException that lists the names, where there is none
     */
    public static ZoneType ofKernelName(String name) {
        for (ZoneType type : values()) {
            if (type.kernelName.equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "unknown zone '" + name + "'; known: DMA, DMA32, Normal, HighMem, Movable, Device");
    }
}
