package org.mmlab.lab.script;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.virtual.fault.FaultSignal;

/** What a step did. */
public final class Outcome {
    private long result;
    private @Nullable String error;
    private @Nullable Signal signal;
    private @Nullable String values;
    private @Nullable String mask;
    private @Nullable String vector;
    private @Nullable String policy;
    private long minor;
    private long major;
    private long events;
    private long minorEvents;
    private long majorEvents;

    /** A signal that ended a touch; {@code address} is absolute. */
    public record Signal(int number, int code, long address) {
        /** SIGSEGV or SIGBUS. */
        public String name() {
            return switch (number) {
                case FaultSignal.SIGSEGV -> "SIGSEGV";
                case FaultSignal.SIGBUS -> "SIGBUS";
                default -> "SIGKILL";
            };
        }

        /** The si_code as vectors name it. */
        public String codeName() {
            if (number == FaultSignal.SIGBUS) {
                return "ADRERR";
            }
            return switch (code) {
                case FaultSignal.SEGV_MAPERR -> "MAPERR";
                case FaultSignal.SEGV_ACCERR -> "ACCERR";
                default -> "KERNEL";
            };
        }
    }

    Outcome() {}

    /** A success. */
    public static Outcome of(long result) {
        Outcome outcome = new Outcome();
        outcome.result = result;
        return outcome;
    }

    static Outcome failed(String error) {
        Outcome outcome = new Outcome();
        outcome.error = error;
        return outcome;
    }

    void touched(long count, String touchMask, @Nullable String bytes, @Nullable Signal ended) {
        result = count;
        mask = touchMask;
        values = bytes;
        signal = ended;
    }

    Outcome withValues(String bytes) {
        values = bytes;
        return this;
    }

    Outcome withVector(String residency) {
        vector = residency;
        return this;
    }

    Outcome withPolicy(String memoryPolicy) {
        policy = memoryPolicy;
        return this;
    }

    void counted(FaultDelta delta) {
        minor = delta.minor();
        major = delta.major();
        events = delta.events();
        minorEvents = delta.minorEvents();
        majorEvents = delta.majorEvents();
    }

    /** What a system call returned, an address as an absolute one; touches: how many. */
    public long result() {
        return result;
    }

    /** The errno's name, or null where the call succeeded. */
    public @Nullable String error() {
        return error;
    }

    /** The signal that a touch got, or null. */
    public @Nullable Signal signal() {
        return signal;
    }

    /** Bytes read, two hexadecimal digits each; {@code --} for one that got a signal; null where none were read. */
    public @Nullable String values() {
        return values;
    }

    /** One character for each touch: {@code .} no fault, {@code m} minor, {@code M} major, {@code 2} two minor, {@code S} signal. */
    public @Nullable String mask() {
        return mask;
    }

    /** mincore's answer, 0 or 1 for each page, or null. */
    public @Nullable String vector() {
        return vector;
    }

    /** get_mempolicy's answer as {@code numa_maps} would print it, or null. */
    public @Nullable String policy() {
        return policy;
    }

    /** Minor faults as getrusage counts them. */
    public long minor() {
        return minor;
    }

    /** Major faults as getrusage counts them. */
    public long major() {
        return major;
    }

    /** perf's page-faults. */
    public long events() {
        return events;
    }

    /** perf's minor-faults. */
    public long minorEvents() {
        return minorEvents;
    }

    /** perf's major-faults. */
    public long majorEvents() {
        return majorEvents;
    }
}
