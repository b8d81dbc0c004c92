package org.mmlab.lab.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.hardware.bus.BusPort;
import org.mmlab.hardware.bus.Initiator;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineException;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Rlimits;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.MemoryCalls;
import org.mmlab.virtual.syscall.MempolicyAnswer;

/** Performs the steps of one script. */
public final class ScriptRun {
    private static final long MOST_MINCORE_BYTES = 1L << 40;
    private static final long NS_PER_MS = 1_000_000;
    private static final long TOUCHES_BETWEEN_EVENTS = 1024;

    private final Machine machine;
    private final BusPort bus;
    private final @VirtAddr long base;
    private final Script.Space space;
    private final ScriptFiles files;
    private final FileSteps fileSteps;
    private final SortedMap<Integer, ScriptProcess> processes = new TreeMap<>();

    /**
     * Begins a script on a fresh machine: its files are made, process 0 is {@code first}.
     *
     * @param base where the window begins, which addresses in the script count from
     */
    public ScriptRun(Machine machine, Script script, Process first, @VirtAddr long base) {
        this.machine = machine;
        this.bus = machine.bus().port(Initiator.CPU);
        this.base = base;
        this.space = script.space();
        this.files = new ScriptFiles(machine, script.files());
        this.fileSteps = new FileSteps(machine, files);
        ScriptProcess process = new ScriptProcess(0, first);
        if (script.hugePagesDisabled()) {
            process.calls().disableHugePages(1, 0);
        }
        processes.put(0, process);
    }

    /** The living processes by their numbers. */
    public SortedMap<Integer, ScriptProcess> processes() {
        return processes;
    }

    /** The script's files. */
    public ScriptFiles files() {
        return files;
    }

    /** Where the window begins. */
    public @VirtAddr long base() {
        return base;
    }

    /** Which part of the address space the script uses. */
    public Script.Space space() {
        return space;
    }

    /** An address as the script writes it: an offset from the window's base. */
    public long offset(long address) {
        return address - Addresses.rawVirt(base);
    }

    /** Ends all processes, the youngest first. */
    public void finish() {
        while (!processes.isEmpty()) {
            ScriptProcess last = processes.remove(processes.lastKey());
            if (last != null) {
                last.process().exit();
            }
        }
    }

    /** Performs a step; steps that only look (snap) are not performed here. */
    public Outcome perform(Step step) throws VectorFormatException {
        ScriptProcess process = process(step, step.process());
        FaultDelta before = FaultDelta.now(process.faults());
        Outcome outcome = dispatch(step, process);
        if (processes.containsKey(step.process())) {
            outcome.counted(FaultDelta.now(process.faults()).since(before));
        }
        return outcome;
    }

    private ScriptProcess process(Step step, int number) throws VectorFormatException {
        ScriptProcess process = processes.get(number);
        if (process == null) {
            throw step.fields().error("process " + number + " does not exist; there are " + processes.keySet());
        }
        return process;
    }

    private Outcome dispatch(Step step, ScriptProcess process) throws VectorFormatException {
        JsonFields fields = step.fields();
        return switch (step.operation()) {
            case "read" -> stride(fields, process, -1);
            case "write" -> stride(fields, process, (int) fields.number("val"));
            case "readlist" -> list(fields, process, -1);
            case "writelist" -> list(fields, process, (int) fields.number("val"));
            case "kernel_write" ->
                kernel(new KernelAccess(bus, process).write(at(fields, "addr"), fields.number("len")));
            case "kernel_read" -> kernel(new KernelAccess(bus, process).read(at(fields, "addr"), fields.number("len")));
            case "fork" -> fork(step, process);
            case "exit" -> exit(step, process);
            case "sleep" -> sleep(fields);
            case "ftruncate" -> fileSteps.truncate(fields);
            case "pwrite" -> fileSteps.write(fields);
            case "pread" -> fileSteps.read(fields);
            case "fsync" -> fileSteps.sync(fields);
            case "fallocate" -> fileSteps.allocate(fields);
            case "fadvise" -> fileSteps.advise(fields);
            default -> call(step, process.calls());
        };
    }

    private Outcome call(Step step, MemoryCalls calls) throws VectorFormatException {
        JsonFields fields = step.fields();
        return switch (step.operation()) {
            case "mmap" -> mmap(fields, calls);
            case "mremap" -> mremap(fields, calls);
            case "munmap" -> status(calls.munmap(raw(fields, "addr"), fields.number("len")));
            case "mprotect" -> status(calls.mprotect(raw(fields, "addr"), fields.number("len"), Words.prot(fields)));
            case "madvise" -> status(calls.madvise(raw(fields, "addr"), fields.number("len"), Words.advice(fields)));
            case "mlock" -> status(calls.mlock(raw(fields, "addr"), fields.number("len")));
            case "mlock2" -> status(calls.mlock2(raw(fields, "addr"), fields.number("len"), Words.lockFlags(fields)));
            case "munlock" -> status(calls.munlock(raw(fields, "addr"), fields.number("len")));
            case "mlockall" -> status(calls.mlockall(Words.lockAllFlags(fields)));
            case "munlockall" -> status(calls.munlockall());
            case "mseal" -> status(calls.mseal(raw(fields, "addr"), fields.number("len"), 0));
            case "msync" -> status(calls.msync(raw(fields, "addr"), fields.number("len"), Words.syncFlags(fields)));
            case "brk" -> Outcome.of(calls.brk(raw(fields, "addr")));
            case "mincore" -> mincore(fields, calls);
            case "remap_file_pages" ->
                status(calls.remapFilePages(raw(fields, "addr"), fields.number("len"), 0, fields.number("pgoff"), 0));
            case "mbind" ->
                status(calls.mbind(
                        raw(fields, "addr"),
                        fields.number("len"),
                        Words.mempolicyMode(fields),
                        Words.nodes(fields),
                        Words.bindFlags(fields)));
            case "set_mempolicy" -> status(calls.setMempolicy(Words.mempolicyMode(fields), Words.nodes(fields)));
            case "get_mempolicy" -> policy(calls.getMempolicy(raw(fields, "addr"), Words.getPolicyFlags(fields)));
            case "thp_disable" -> status(calls.disableHugePages(fields.number("disable"), 0));
            case "rlimit" -> rlimit(fields, calls);
            case "dropcaps" -> {
                calls.space().dropCapabilities();
                yield Outcome.of(0);
            }
            default -> throw fields.error("operation '" + step.operation() + "' is unknown");
        };
    }

    private Outcome mmap(JsonFields fields, MemoryCalls calls) throws VectorFormatException {
        long flags = Words.mapFlags(fields);
        boolean anonymous = (flags & MapFlags.ANONYMOUS) != 0;
        OpenFile file = anonymous ? null : files.open(fields);
        long offset = fields.has("off") ? fields.number("off") : 0;
        return status(calls.mmap(raw(fields, "addr"), fields.number("len"), Words.prot(fields), flags, file, offset));
    }

    private Outcome mremap(JsonFields fields, MemoryCalls calls) throws VectorFormatException {
        long target = fields.has("new_addr") ? raw(fields, "new_addr") : 0;
        return status(calls.mremap(
                raw(fields, "addr"),
                fields.number("old_len"),
                fields.number("new_len"),
                Words.remapFlags(fields),
                target));
    }

    private Outcome mincore(JsonFields fields, MemoryCalls calls) throws VectorFormatException {
        long length = fields.number("len");
        if (Long.compareUnsigned(length, MOST_MINCORE_BYTES) > 0) {
            throw fields.error("mincore of " + Long.toUnsignedString(length) + " bytes; at most " + MOST_MINCORE_BYTES
                    + " can be asked about at once");
        }
        byte[] vector = new byte[(int) Addresses.pagesFor(length)];
        int result = calls.mincore(raw(fields, "addr"), length, vector);
        StringBuilder bits = new StringBuilder();
        for (byte bit : vector) {
            bits.append(bit & 1);
        }
        Outcome outcome = status(result);
        return result == 0 ? outcome.withVector(bits.toString()) : outcome;
    }

    private Outcome rlimit(JsonFields fields, MemoryCalls calls) throws VectorFormatException {
        String which = fields.text("which");
        for (Rlimits.Resource resource : Rlimits.Resource.values()) {
            if (resource.name().equals(which)) {
                return status(calls.setRlimit(resource, fields.number("value")));
            }
        }
        throw fields.error("rlimit '" + which + "' is unknown; known: " + Arrays.toString(Rlimits.Resource.values()));
    }

    private Outcome stride(JsonFields fields, ScriptProcess process, int value) throws VectorFormatException {
        @VirtAddr long start = at(fields, "addr");
        long count = fields.number("count");
        long stride = fields.number("stride");
        Touches touches = new Touches(bus, process, value);
        for (long i = 0; i < count && touches.touch(start + i * stride); i++) {
            if (i % TOUCHES_BETWEEN_EVENTS == TOUCHES_BETWEEN_EVENTS - 1) {
                machine.passTime();
            }
        }
        return touches.outcome(Touches.Counting.DONE);
    }

    private Outcome list(JsonFields fields, ScriptProcess process, int value) throws VectorFormatException {
        @VirtAddr long start = at(fields, "addr");
        Touches touches = new Touches(bus, process, value);
        for (JsonNode page : fields.array("pages")) {
            if (!touches.touch(start + (fields.number(page) << Addresses.PAGE_SHIFT))) {
                break;
            }
        }
        return touches.outcome(Touches.Counting.WITH_SIGNAL);
    }

    private static Outcome kernel(long count) {
        return count < 0 ? Outcome.failed(Errno.EFAULT.name()) : Outcome.of(count);
    }

    private Outcome fork(Step step, ScriptProcess parent) throws VectorFormatException {
        int number = (int) step.fields().number("child");
        try {
            processes.put(number, new ScriptProcess(number, parent.process().fork()));
            return Outcome.of(0);
        } catch (MachineException refused) {
            return Outcome.failed(Errno.ENOMEM.name());
        }
    }

    private Outcome exit(Step step, ScriptProcess process) throws VectorFormatException {
        process(step, (int) step.fields().number("parent"));
        process.process().exit();
        processes.remove(process.number());
        return Outcome.of(0);
    }

    private Outcome sleep(JsonFields fields) throws VectorFormatException {
        machine.clock().advance(fields.number("ms") * NS_PER_MS);
        return Outcome.of(0);
    }

    private static Outcome policy(MempolicyAnswer answer) {
        Outcome outcome = answer.result() < 0 ? status(answer.result()) : Outcome.of(answer.policy());
        return answer.text().isEmpty() ? outcome : outcome.withPolicy(answer.text());
    }

    private static Outcome status(long result) {
        return Errno.isError(result) ? Outcome.failed(Errno.of(result).name()) : Outcome.of(result);
    }

    private @VirtAddr long at(JsonFields fields, String field) throws VectorFormatException {
        return Addresses.virt(raw(fields, field));
    }

    /** An address argument: an offset from the base, null, or absolute. */
    private long raw(JsonFields fields, String field) throws VectorFormatException {
        JsonNode value = fields.required(field);
        if (value.isNull()) {
            return 0;
        }
        if (value.isTextual() && value.textValue().startsWith("abs:")) {
            return Long.parseUnsignedLong(value.textValue().substring("abs:0x".length()), 16);
        }
        return Addresses.rawVirt(base) + fields.number(value);
    }
}
