package org.mmlab.physical.firmware;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.physical.memblock.Memblock;

/**
 * From a firmware map and a command line to memblock, in the order of x86's {@code setup_arch}: take the map over, let the user's
 * options act, take out what the BIOS keeps, add what is usable, round to pages.
 */
public final class E820Boot {
    /** The highest address that a 32-bit kernel without PAE can name. */
    public static final @PhysAddr long HIGHEST_OF_32_BITS = Addresses.phys(0xffff_ffffL);

    /** The highest address that any other kernel can name. */
    public static final @PhysAddr long HIGHEST_OF_64_BITS = Addresses.phys(-1L);

    private static final @PhysAddr long BIOS_BEGIN = Addresses.phys(0xa0000);
    private static final long BIOS_BYTES = 0x60000;

    private final E820Table table;
    private final List<String> ignoredOptions;

    private E820Boot(E820Table table, List<String> ignoredOptions) {
        this.table = table;
        this.ignoredOptions = ignoredOptions;
    }

    /**
     * The table as it is when memblock is filled from it.
     *
     * @throws FirmwareMapException if the command line leaves a map that a kernel stops over, or no usable page
     */
    public static E820Boot from(FirmwareMap map, String commandLine) throws FirmwareMapException {
        E820Table table = E820Table.of(map);
        table.update();
        MemoryOptions options = new MemoryOptions(table);
        options.apply(commandLine);
        if (options.given() && !table.update()) {
            throw new FirmwareMapException(
                    "Invalid user supplied memory map: after mem= and memmap= the map needs two ranges at"
                            + " least, none of them past the top of the address space; it has " + table.entries());
        }
        trimBiosRange(table);
        if (table.entries().stream().noneMatch(E820Boot::hasPage)) {
            throw new FirmwareMapException(
                    "no usable RAM is left after mem= and memmap= in '" + commandLine.trim() + "'");
        }
        return new E820Boot(table, List.copyOf(options.ignored()));
    }

    /** The table. */
    public E820Table table() {
        return table;
    }

    /** What of the command line the kernel passes over because it does not understand it, one line each. */
    public List<String> ignoredOptions() {
        return ignoredOptions;
    }

    /**
     * Adds what is usable to memblock, rounded inwards to pages, and reserves what is set aside (Linux:
     * {@code e820__memblock_setup}). A range whose end the kernel cannot name is passed over, which happens without PAE.
     */
    public void fill(Memblock memblock, @PhysAddr long highest) {
        memblock.allowResize();
        for (E820Entry entry : table.entries()) {
            if (Long.compareUnsigned(Addresses.rawPhys(entry.end()), Addresses.rawPhys(highest)) > 0) {
                continue;
            }
            if (entry.type() == E820Type.SOFT_RESERVED) {
                memblock.reserve(entry.start(), entry.bytes());
            }
            if (entry.isUsable()) {
                memblock.add(entry.start(), entry.bytes());
            }
        }
        memblock.limits().trimMemory(Addresses.PAGE_SIZE);
    }

    /** The first page and the window of the PC's BIOS are not the kernel's, whatever the map says (Linux: {@code trim_bios_range}). */
    private static void trimBiosRange(E820Table table) {
        table.changeType(Addresses.phys(0), Addresses.PAGE_SIZE, E820Type.RAM, E820Type.RESERVED);
        table.remove(BIOS_BEGIN, BIOS_BYTES, E820Type.RAM);
        table.update();
    }

    private static boolean hasPage(E820Entry entry) {
        long first = Addresses.pagesFor(Addresses.rawPhys(entry.start()));
        return entry.isUsable() && first < Addresses.rawPfn(Addresses.pfnOf(entry.end()));
    }
}
