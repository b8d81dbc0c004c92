package org.mmlab.kit.replay;

import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;

/**
 * What a replay did, apart from the machine's own counters.
 *
 * @param outcome how it ended
 * @param accesses page touches made
 * @param checkedReads reads whose value was compared with what was written
 * @param footprintPages distinct pages that the program touches
 * @param areas areas of the program
 * @param minorFaults of the process
 * @param majorFaults of the process
 * @param tlbHits of all CPUs
 * @param tlbMisses of all CPUs
 * @param walks page walks of all CPUs
 * @param simulatedNs nanoseconds on the machine's clock
 * @param residentPeak greatest resident set, in pages
 */
public record ReplayResult(
        Outcome outcome,
        long accesses,
        long checkedReads,
        long footprintPages,
        int areas,
        long minorFaults,
        long majorFaults,
        long tlbHits,
        long tlbMisses,
        long walks,
        long simulatedNs,
        long residentPeak) {
    /** How a replay ended. */
    public enum Outcome {
        /** The trace was replayed to its end. */
        COMPLETED,
        /** The OOM killer ended the process. */
        OOM_KILLED,
        /** An access got a signal. */
        SIGNALLED
    }

    static ReplayResult of(Machine machine, Process process, ProgramLayout layout, long accesses, long checkedReads) {
        long hits = 0;
        long misses = 0;
        long walks = 0;
        for (Cpu cpu : machine.cpus()) {
            hits += cpu.tlb().counters().hits();
            misses += cpu.tlb().counters().misses();
            walks += cpu.mmu().counters().walks() + cpu.mmu().counters().refills();
        }
        Outcome outcome = process.wasKilled()
                ? Outcome.OOM_KILLED
                : process.signal().number() != 0 ? Outcome.SIGNALLED : Outcome.COMPLETED;
        return new ReplayResult(
                outcome,
                accesses,
                checkedReads,
                layout.touchedPages(),
                layout.areas().size(),
                process.pages().faults().minor(),
                process.pages().faults().major(),
                hits,
                misses,
                walks,
                machine.clock().nowNs(),
                process.pages().highWater());
    }
}
