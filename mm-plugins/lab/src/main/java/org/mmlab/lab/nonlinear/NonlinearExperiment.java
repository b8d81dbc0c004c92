package org.mmlab.lab.nonlinear;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.link.PageCache;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.hardware.latency.LatencyTable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.syscall.MapFlags;

/** Maps the pages of a cached tmpfs file in random order, as one non-linear area and as an area for each piece, and counts. */
public final class NonlinearExperiment {
    /** {@code sizeof(struct vm_area_struct)} as /proc/slabinfo of Linux 6.18 has it. */
    public static final int AREA_BYTES = 192;
    /** The machine's page size in KiB times what tables, cache and reserves want besides. */
    private static final int RAM_KIB_A_PAGE = 16;

    private static final int LEAST_RAM_MIB = 64;
    private static final int SAMPLE = 64;
    private static final int BYTE_VALUES = 251;
    private static final long PS_PER_NS = 1000;
    /** Entry and exit of a system call: 100 cycles each way at 4 GHz, an assumption of the order of what getppid costs. */
    private static final long SYSCALL_NS = 50;

    private final int pages;
    private final int[] order;

    /** A file of {@code pages}; {@code seed} decides the order. */
    public NonlinearExperiment(int pages, long seed) {
        this.pages = pages;
        this.order = new int[pages];
        Arrays.setAll(order, i -> i);
        Random random = new Random(seed);
        for (int i = pages - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /** Both ways, each on a machine of its own. */
    public List<NonlinearCost> run() {
        return List.of(areas(), nonlinear());
    }

    private Machine machine() {
        long mib = Math.max(LEAST_RAM_MIB, (long) pages * RAM_KIB_A_PAGE >> 10);
        return MachineFactory.create(MachineSpec.of(Map.of("ram", mib + "M", "swap", "0")));
    }

    /** Every byte of page i is i modulo a prime. */
    private int file(Machine machine) {
        PageCache cache = machine.cache();
        int file = cache.create("/data", PageCache.FileKind.SHMEM, 0);
        byte[] page = new byte[Addresses.PAGE_SIZE];
        for (int i = 0; i < pages; i++) {
            Arrays.fill(page, (byte) (i % BYTE_VALUES));
            cache.write(file, (long) i << Addresses.PAGE_SHIFT, page, 0, page.length);
        }
        return file;
    }

    private static long words(Machine machine) {
        BusPort port = machine.bus().port(Initiator.KERNEL);
        return port.reads() + port.writes();
    }

    private long setupNs(long words) {
        return pages * SYSCALL_NS + words * LatencyTable.SKYLAKE_DDR4_2400.cachePs(2) / PS_PER_NS;
    }

    /** Linux since 4.0. */
    public NonlinearCost areas() {
        Machine machine = machine();
        int file = file(machine);
        Process process = machine.newProcess();
        OpenFile open = machine.virtual().files().open(file, OpenFile.Mode.READ_WRITE);
        long bytes = (long) pages << Addresses.PAGE_SHIFT;
        long base = process.mmap(0, bytes, "rw-", MapFlags.SHARED, open, 0);
        long start = words(machine);
        long refused = 0;
        for (int page = 0; page < pages; page++) {
            long address = base + ((long) page << Addresses.PAGE_SHIFT);
            refused += process.calls().remapFilePages(address, Addresses.PAGE_SIZE, 0, order[page], 0) == 0 ? 0 : 1;
        }
        long setup = words(machine) - start;
        long wrong = 0;
        for (int page = 0; page < pages; page++) {
            wrong += process.read(base + ((long) page << Addresses.PAGE_SHIFT)) == order[page] % BYTE_VALUES ? 0 : 1;
        }
        long areas = process.calls().space().areaCount();
        long tables = process.pages().table().tables();
        long rmap = words(machine);
        for (int i = 0; i < sample(); i++) {
            machine.paging().reverseMap().unmap(sampled(machine, file, i));
        }
        rmap = (words(machine) - rmap) / sample();
        long truncate = words(machine);
        machine.cache().truncate(file, cut() << Addresses.PAGE_SHIFT);
        truncate = words(machine) - truncate;
        process.exit();
        return cost("areas", refused, areas, tables, setup, wrong, rmap, truncate);
    }

    /** Linux before 4.0. */
    public NonlinearCost nonlinear() {
        Machine machine = machine();
        int file = file(machine);
        NonlinearArea area = new NonlinearArea(machine, file, pages);
        long start = words(machine);
        for (int page = 0; page < pages; page++) {
            area.remap(page, order[page]);
        }
        long setup = words(machine) - start;
        long wrong = 0;
        for (int page = 0; page < pages; page++) {
            wrong += area.load(page) == order[page] % BYTE_VALUES ? 0 : 1;
        }
        long rmap = words(machine);
        for (int i = 0; i < sample(); i++) {
            area.unmap(sampled(machine, file, i));
        }
        rmap = (words(machine) - rmap) / sample();
        long truncate = words(machine);
        area.truncate(cut());
        truncate = words(machine) - truncate;
        machine.cache().truncate(file, cut() << Addresses.PAGE_SHIFT);
        long tables = area.tables();
        area.close();
        return cost("nonlinear", 0, 1, tables, setup, wrong, rmap, truncate);
    }

    private int sample() {
        return Math.min(SAMPLE, pages);
    }

    /** Frames of the sample, evenly over the file. */
    private @FrameIndex int sampled(Machine machine, int file, int i) {
        return machine.cache().lookup(file, (long) i * pages / sample());
    }

    /** The first page that truncation takes. */
    private long cut() {
        return pages - pages / 8;
    }

    private NonlinearCost cost(
            String way, long refused, long areas, long tables, long setup, long wrong, long rmap, long truncate) {
        return new NonlinearCost(
                pages,
                way,
                refused,
                areas,
                areas * AREA_BYTES,
                tables << Addresses.PAGE_SHIFT,
                setup,
                setupNs(setup),
                wrong,
                rmap,
                truncate);
    }
}
