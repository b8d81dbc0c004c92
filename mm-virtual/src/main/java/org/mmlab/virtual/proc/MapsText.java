package org.mmlab.virtual.proc;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/**
 * {@code /proc/PID/maps} (Linux: {@code show_map_vma}): a line for each area with its range, rights, offset, device, inode and what
 * backs it. The header of an entry of smaps is the same line.
 */
public final class MapsText {
    /** Where the kernel's lines have the name. */
    public static final int NAME_COLUMN = 73;

    /** Minor device number of what has no device: shared anonymous memory and tmpfs. */
    private static final String SHMEM_DEVICE = "00:01";

    private static final String DISK_DEVICE = "08:01";
    private static final String NO_DEVICE = "00:00";

    private MapsText() {}

    /** All areas, a line each. */
    public static String of(AddressSpace mm) {
        StringBuilder text = new StringBuilder();
        for (Vma vma = mm.find(Addresses.virt(0)); vma != null; vma = mm.next(vma)) {
            text.append(line(vma)).append('\n');
        }
        return text.toString();
    }

    /** One area's line, without an end of line. */
    public static String line(Vma vma) {
        OpenFile file = vma.file();
        StringBuilder text = new StringBuilder();
        appendHex(text, Addresses.rawVirt(vma.start()));
        text.append('-');
        appendHex(text, Addresses.rawVirt(vma.end()));
        text.append(' ').append(rights(vma)).append(' ');
        appendHex(text, file == null ? 0 : vma.pageOffset() << Addresses.PAGE_SHIFT);
        text.append(' ')
                .append(device(file))
                .append(' ')
                .append(file == null ? 0 : file.mapping().file())
                .append(' ');
        String name = name(vma);
        if (!name.isEmpty()) {
            while (text.length() < NAME_COLUMN) {
                text.append(' ');
            }
            text.append(name);
        }
        return text.toString();
    }

    /** At least eight hexadecimal digits. */
    private static void appendHex(StringBuilder text, long value) {
        String digits = Long.toHexString(value);
        text.append("0".repeat(Math.max(0, 8 - digits.length()))).append(digits);
    }

    private static String device(@Nullable OpenFile file) {
        if (file == null) {
            return NO_DEVICE;
        }
        return switch (file.mapping().kind()) {
            case REGULAR -> DISK_DEVICE;
            case SHMEM -> SHMEM_DEVICE;
        };
    }

    /** {@code rwxp}; the last letter says private or shared. */
    public static String rights(Vma vma) {
        return (vma.has(VmFlags.READ) ? "r" : "-")
                + (vma.has(VmFlags.WRITE) ? "w" : "-")
                + (vma.has(VmFlags.EXEC) ? "x" : "-")
                + (vma.has(VmFlags.MAYSHARE) ? "s" : "p");
    }

    /** The path of the file, {@code [heap]}, {@code [stack]}, or nothing. */
    public static String name(Vma vma) {
        OpenFile file = vma.file();
        if (file != null) {
            return file.name();
        }
        if (isHeap(vma)) {
            return "[heap]";
        }
        return isStack(vma) ? "[stack]" : "";
    }

    /** Whether an anonymous area overlaps the heap (Linux: {@code vma_is_initial_heap}). */
    public static boolean isHeap(Vma vma) {
        AddressSpace mm = vma.mm();
        return vma.file() == null
                && Addresses.below(vma.start(), mm.brk())
                && Addresses.below(mm.layout().startBrk(), vma.end());
    }

    /** Whether the area holds where the stack began (Linux: {@code vma_is_initial_stack}). */
    private static boolean isStack(Vma vma) {
        return !Addresses.below(vma.mm().layout().startStack(), vma.start())
                && !Addresses.below(vma.end(), vma.mm().layout().startStack());
    }
}
