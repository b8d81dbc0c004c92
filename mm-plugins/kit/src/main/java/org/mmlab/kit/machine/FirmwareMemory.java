package org.mmlab.kit.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.kit.spec.HardwareSpec;
import org.mmlab.physical.firmware.E820Boot;
import org.mmlab.physical.firmware.E820Entry;
import org.mmlab.physical.firmware.E820Type;
import org.mmlab.physical.firmware.FirmwareMapException;
import org.mmlab.physical.firmware.FirmwareMapReader;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockConfig;

/**
 * What the firmware tells the kernel about memory: the map of a file, or one made for a size.
 *
 * @param map every range of the map, ascending
 * @param ram the whole pages that the kernel may use, by node, ascending
 */
record FirmwareMemory(List<E820Entry> map, List<RamRange> ram) {
    private static final int NODES_SHIFT = 10;
    private static final long MOST_FRAMES = 1L << 30;
    /** The first frame beyond the 46 bits of address that Linux has for memory with four levels of page tables. */
    private static final long HIGHEST_FRAME = 1L << 34;

    /**
     * The memory of a machine.
     *
     * @throws BootException where the map cannot be read or booted with, naming each error in a line
     */
    static FirmwareMemory of(HardwareSpec hardware) {
        return hardware.memmap().isEmpty() ? bySize(hardware) : fromFile(hardware);
    }

    private static FirmwareMemory bySize(HardwareSpec hardware) {
        List<RamRange> ram = FirmwareRam.ranges(hardware.nodeBytes());
        List<E820Entry> map = new ArrayList<>();
        map.add(new E820Entry(Addresses.phys(0), Addresses.PAGE_SIZE, E820Type.RESERVED));
        long end = 0;
        for (RamRange range : ram) {
            long start = range.startPfn();
            if (start == end) {
                start = Addresses.rawPfn(
                        Addresses.pfnOf(map.remove(map.size() - 1).start())); // the next node's goes on
            }
            end = range.endPfn();
            map.add(new E820Entry(address(start), (end - start) << Addresses.PAGE_SHIFT, E820Type.RAM));
        }
        return new FirmwareMemory(List.copyOf(map), ram);
    }

    private static FirmwareMemory fromFile(HardwareSpec hardware) {
        try {
            E820Boot boot = E820Boot.from(FirmwareMapReader.read(text(hardware.memmap()), hardware.memmap()), "");
            Memblock memblock = new Memblock(MemblockConfig.numa64(NODES_SHIFT));
            boot.fill(memblock, highest(hardware.pageTable().name()));
            List<RamRange> whole = new ArrayList<>();
            for (int i = 0; i < memblock.memory().count(); i++) {
                long start = Addresses.rawPfn(Addresses.pfnOf(memblock.memory().base(i)));
                long end = Addresses.rawPfn(Addresses.pfnOf(memblock.memory().end(i)));
                whole.add(new RamRange(start, end, 0));
            }
            if (whole.isEmpty()) {
                throw new BootException(hardware.memmap()
                        + ": no usable RAM lies where a kernel for "
                        + hardware.pageTable().name()
                        + " can reach it; boot it with a 64-bit page table");
            }
            checkReach(hardware.memmap(), whole);
            return new FirmwareMemory(List.copyOf(boot.table().entries()), split(whole, hardware.nodeBytes()));
        } catch (FirmwareMapException e) {
            throw new BootException(String.join("\n", e.errors()));
        }
    }

    private static void checkReach(String file, List<RamRange> whole) {
        long frames = whole.stream().mapToLong(RamRange::frames).sum();
        long end = whole.get(whole.size() - 1).endPfn();
        if (frames > MOST_FRAMES || end > HIGHEST_FRAME) {
            throw new BootException(file + ": " + frames + " usable frames, the last at 0x"
                    + Long.toHexString((end - 1) << Addresses.PAGE_SHIFT) + "; at most " + MOST_FRAMES
                    + " frames (4 TiB) below 0x" + Long.toHexString(HIGHEST_FRAME << Addresses.PAGE_SHIFT)
                    + " are modelled; leave the rest of the map out");
        }
    }

    private static @PhysAddr long highest(String format) {
        boolean plain = format.equals("i386") || format.equals("mips-soft");
        return plain ? E820Boot.HIGHEST_OF_32_BITS : E820Boot.HIGHEST_OF_64_BITS;
    }

    private static String text(String file) {
        try {
            return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new BootException("there is no memory map '" + file + "'; give the file of an e820 excerpt of dmesg,"
                    + " of /proc/iomem, or of lines such as '1M+1023M usable'");
        } catch (IOException | InvalidPathException e) {
            if (new File(file).isDirectory()) {
                throw new BootException("the memory map '" + file + "' is a directory; name a file in it");
            }
            throw new BootException("cannot read the memory map '" + file + "': " + e);
        }
    }

    /** Shares the map's memory out to the nodes from the lowest address up, in the proportions of the specification. */
    private static List<RamRange> split(List<RamRange> whole, List<Long> nodeBytes) {
        double total = nodeBytes.stream().mapToLong(Long::longValue).sum();
        long frames = whole.stream().mapToLong(RamRange::frames).sum();
        List<RamRange> ranges = new ArrayList<>();
        double share = 0;
        long taken = 0;
        for (int node = 0; node < nodeBytes.size(); node++) {
            share += nodeBytes.get(node);
            long until = Math.min(frames, Math.round(frames * (share / total)));
            append(ranges, whole, taken, until, node);
            taken = until;
        }
        return ranges;
    }

    /** Adds frames number {@code from} to {@code to - 1} of the whole memory as those of a node. */
    private static void append(List<RamRange> ranges, List<RamRange> whole, long from, long to, int node) {
        long before = 0;
        for (RamRange range : whole) {
            long first = range.startPfn() + Math.max(0, from - before);
            long end = range.startPfn() + Math.min(range.frames(), to - before);
            if (first < end) {
                ranges.add(new RamRange(first, end, node));
            }
            before += range.frames();
        }
    }

    private static @PhysAddr long address(long pfn) {
        return Addresses.physOf(Addresses.pfn(pfn));
    }
}
