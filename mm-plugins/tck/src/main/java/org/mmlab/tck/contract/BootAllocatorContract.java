package org.mmlab.tck.contract;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.tck.contract.BootProgram.Grain;
import org.mmlab.tck.contract.BootProgram.Kind;
import org.mmlab.tck.contract.BootProgram.Step;

/**
 * What every boot allocator must do. The author of one supplies {@link #allocator}; the properties run random machines of up to three nodes
 * with holes, on which a kernel reserves, allocates and frees.
 *
 * <p>An allocator may round to whole frames, and may keep pieces of frames: what is asked for by whole frames must not be lost.
 */
public interface BootAllocatorContract {
    /** A new, configured instance. */
    BootAllocator allocator();

    /** Requests of any number of bytes. */
    @Provide
    default Arbitrary<BootProgram> programs() {
        return BootProgram.any(Grain.BYTES);
    }

    /** Requests of whole frames. */
    @Provide
    default Arbitrary<BootProgram> wholeFramePrograms() {
        return BootProgram.any(Grain.FRAMES);
    }

    /** An allocation is aligned, within its bounds, and memory that nobody has; and nobody gets at the end what somebody has. */
    @Property(tries = 300)
    default void nobodyGetsWhatIsTakenOrIsNotMemory(@ForAll("programs") BootProgram program) {
        BootAllocator allocator = allocator();
        BootLedger ledger = new BootLedger(allocator, program);
        ledger.run(program.steps());
        handOver(allocator, ledger, false);
    }

    /** Frames that are free at the end are all handed over, once, with those that the allocator held for itself. */
    @Property(tries = 300)
    default void everyFreeFrameIsHandedOver(@ForAll("wholeFramePrograms") BootProgram program) {
        BootAllocator allocator = allocator();
        BootLedger ledger = new BootLedger(allocator, program);
        ledger.run(program.steps());
        handOver(allocator, ledger, true);
    }

    private static void handOver(BootAllocator allocator, BootLedger ledger, boolean thorough) {
        BitSet given = ledger.handOver();
        int forgotten = ledger.forgotten(given, thorough);
        if (forgotten >= 0) {
            throw Subject.wrong(allocator, "pfn " + forgotten + " is free and was not handed over");
        }
    }

    /** The wanted node is used while it has room, and another one when it has none. */
    @Property(tries = 100)
    default void theWantedNodeIsUsedWhileItHasRoom(@ForAll("wholeFramePrograms") BootProgram program) {
        BootAllocator allocator = allocator();
        BootLedger ledger = new BootLedger(allocator, program);
        ledger.run(program.steps());
        long got = ledger.allocate(frame(0));
        if (got < 0 || ledger.nodeOf(got) != 0) {
            throw Subject.wrong(
                    allocator, "node 0 has free memory, and a request for it got 0x" + Long.toHexString(got));
        }
        if (ledger.allocate(frame(1)) < 0) {
            throw Subject.wrong(allocator, "a request for a full node failed although node 0 has free memory");
        }
    }

    /** All of memory but what the allocator needs for itself can be had, frame by frame; then a request fails, and takes nothing. */
    @Property(tries = 50)
    default void allOfMemoryCanBeHad(@ForAll("wholeFramePrograms") BootProgram program) {
        BootAllocator allocator = allocator();
        BootLedger ledger =
                new BootLedger(allocator, new BootProgram(program.ram(), program.reservations(), List.of()));
        int free = ledger.freeFrames();
        int had = 0;
        while (ledger.allocate(frame(BootAllocator.ANY_NODE)) >= 0) {
            had++;
        }
        long own = (allocator.metadataBytes() + BootLedger.PAGE - 1) / BootLedger.PAGE;
        if (own < 0 || had + own < free) {
            throw Subject.wrong(
                    allocator, had + " of " + free + " free frames could be had, and its metadata take " + own);
        }
        handOver(allocator, ledger, true);
    }

    /** However many ranges are taken, none is forgotten; what the allocator needs to remember them goes back at the end. */
    @Property(tries = 20)
    default void manyReservationsAreKept(
            @ForAll("wholeFramePrograms") BootProgram program, @ForAll @IntRange(max = 400) int pieces) {
        BootAllocator allocator = allocator();
        BootLedger ledger = new BootLedger(allocator, program);
        ledger.reservePieces(pieces);
        ledger.run(program.steps());
        handOver(allocator, ledger, false);
    }

    private static Step frame(int node) {
        return new Step(Kind.ALLOCATE, 0, BootLedger.PAGE, BootLedger.PAGE, 0, 0, node);
    }
}
