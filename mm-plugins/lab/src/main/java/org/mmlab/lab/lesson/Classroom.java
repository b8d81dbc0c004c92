package org.mmlab.lab.lesson;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.Access;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.exec.Views;
import org.mmlab.lab.walk.WalkStory;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.view.Pagemap;

/** A machine with a process, and short words for what lessons do with them. */
public final class Classroom {
    /** Bytes of a page. */
    public static final int PAGE = Addresses.PAGE_SIZE;

    private static final int TOUCHES_BETWEEN_EVENTS = 1024;
    private static final long SHARED = 0x01;
    private static final long PRIVATE = 0x02;

    private final Machine machine;
    private final Process first;

    /** Keys and values of the machine's spec, in pairs; what is not given has its default. */
    public Classroom(Map<String, String> spec) {
        machine = MachineFactory.create(MachineSpec.of(spec));
        first = machine.newProcess();
    }

    /** The machine. */
    public Machine machine() {
        return machine;
    }

    /** Its first process. */
    public Process first() {
        return first;
    }

    /** A counter of {@code /proc/vmstat}. */
    public long count(VmEvent event) {
        return machine.count(event);
    }

    /** Writes a byte to each of some pages. */
    public void writePages(Process process, long address, long pages, int value) {
        for (long i = 0; i < pages; i++) {
            process.write(address + i * PAGE, value);
            pass(i);
        }
    }

    /** Reads a byte of each of some pages; their sum. */
    public long readPages(Process process, long address, long pages) {
        long sum = 0;
        for (long i = 0; i < pages; i++) {
            sum += process.read(address + i * PAGE);
            pass(i);
        }
        return sum;
    }

    private void pass(long touches) {
        if (touches % TOUCHES_BETWEEN_EVENTS == TOUCHES_BETWEEN_EVENTS - 1) {
            machine.passTime();
        }
    }

    /** A file of some pages on the disk, each full of its number and one; whether its pages are in the cache is {@code cached}. */
    public int file(String name, int pages, boolean cached) {
        int file = machine.cache().create("/" + name, PageCache.FileKind.REGULAR, 0);
        byte[] page = new byte[PAGE];
        for (int i = 0; i < pages; i++) {
            Arrays.fill(page, (byte) (i + 1));
            machine.cache().write(file, (long) i * PAGE, page, 0, PAGE);
        }
        machine.cache().sync(file, 0, pages - 1);
        if (!cached) {
            machine.cache().drop(file, 0, pages - 1);
        }
        return file;
    }

    /** Maps a file from its beginning. */
    public long map(Process process, int file, long bytes, boolean shared) {
        OpenFile open = machine.virtual().files().open(file, OpenFile.Mode.READ_WRITE);
        long address = process.mmap(0, bytes, "rw-", shared ? SHARED : PRIVATE, open, 0);
        machine.virtual().files().release(open);
        return address;
    }

    /** madvise. */
    public void advise(Process process, long address, long bytes, Advice advice) {
        process.calls().madvise(address, bytes, advice.number());
    }

    /** The page's entry of {@code /proc/PID/pagemap}. */
    public long pagemap(Process process, long address) {
        Pagemap map = new Pagemap(machine.paging().paging(), machine.paging().huge());
        return map.entry(process.pages(), Addresses.vpnOf(Addresses.virt(address)));
    }

    /** Whether a page is in memory for a process. */
    public boolean isPresent(Process process, long address) {
        return (pagemap(process, address) & Pagemap.PRESENT) != 0;
    }

    /** The frame number of a page that is present. */
    public long pfn(Process process, long address) {
        return pagemap(process, address) & Pagemap.FRAME_MASK;
    }

    /** The frame of a page that is present. */
    public @FrameIndex int frame(Process process, long address) {
        return machine.memory().frameOf(Addresses.pfn(pfn(process, address)));
    }

    /** Frame numbers of some pages, in hexadecimal. */
    public String pfns(Process process, long address, int pages) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < pages; i++) {
            long at = address + (long) i * PAGE;
            text.add(isPresent(process, at) ? Long.toHexString(pfn(process, at)) : "-");
        }
        return text.toString();
    }

    /** Tries an access and tells its signal, or that there was none. */
    public String attempt(Process process, long address, int access) {
        return process.touch(address, access) == Process.SIGNALLED
                ? process.signal().toString()
                : "no signal";
    }

    /** The CPU that a process runs on. */
    public Cpu cpuOf(Process process) {
        for (Cpu cpu : machine.cpus()) {
            if (cpu.mmu() == process.mmu()) {
                return cpu;
            }
        }
        throw new IllegalStateException("process " + process.pid() + " runs on no CPU");
    }

    /** How an access is translated; the access is made. */
    public String walk(Process process, long address, int access) {
        List<String> lines = new WalkStory(machine, process).tell(address, access, Access.describe(access));
        return String.join("\n", lines);
    }

    /** Lines of a view of a process that begin with one of some words; all lines where there is none. */
    public String view(Process process, String name, String... words) {
        return new Views(machine)
                .of(process, name, null)
                .lines()
                .filter(line -> words.length == 0 || Arrays.stream(words).anyMatch(line::startsWith))
                .reduce("", (all, line) -> all + line + "\n");
    }

    /** An address as lessons print it. */
    public static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }
}
