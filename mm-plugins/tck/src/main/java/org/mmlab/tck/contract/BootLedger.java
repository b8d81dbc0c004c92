package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.tck.contract.BootProgram.Ram;
import org.mmlab.tck.contract.BootProgram.Reservation;
import org.mmlab.tck.contract.BootProgram.Step;

/** A boot allocator beside a map of every byte that somebody has, which judges what it gives. */
final class BootLedger {
    static final int PAGE = 4096;

    private static final int FRAMES = 512;
    private static final int NO_MEMORY = -1;
    /** No program touches these frames of node 0. */
    private static final int QUIET_START = 400;

    private static final int QUIET_FRAMES = 100;
    private static final int PIECE_DISTANCE = 512;
    private static final int PIECE_BYTES = 16;

    private final BootAllocator allocator;
    private final int[] nodeOfFrame = new int[FRAMES];
    private final BitSet taken = new BitSet();
    private final BitSet touched = new BitSet();
    private final List<long[]> live = new ArrayList<>();

    /** A machine whose allocator is ready, with what its kernel holds. */
    BootLedger(BootAllocator allocator, BootProgram program) {
        this.allocator = allocator;
        Arrays.fill(nodeOfFrame, NO_MEMORY);
        int frame = 1;
        for (Ram ram : program.ram()) {
            frame += ram.gap();
            addMemory(frame, ram.frames(), ram.node());
            frame += ram.frames();
        }
        addMemory(QUIET_START, QUIET_FRAMES, 0);
        for (Reservation reservation : program.reservations()) {
            allocator.reserve(Addresses.phys(reservation.start()), reservation.bytes());
            take(reservation.start(), reservation.bytes());
        }
        allocator.ready();
    }

    private void addMemory(int frame, int frames, int node) {
        allocator.addMemory(Addresses.phys((long) frame * PAGE), (long) frames * PAGE, node);
        Arrays.fill(nodeOfFrame, frame, frame + frames, node);
    }

    void run(List<Step> steps) {
        for (Step step : steps) {
            switch (step.kind()) {
                case ALLOCATE -> allocate(step);
                case FREE -> free(step.which());
                case RESERVE -> reserve(step);
            }
        }
    }

    /** Allocates and checks the place; -1 where nothing fits. */
    long allocate(Step step) {
        long got = Addresses.rawPhys(allocator.allocate(
                step.bytes(), step.alignment(), Addresses.phys(step.min()), Addresses.phys(step.max()), step.node()));
        if (got == Addresses.rawPhys(Addresses.NO_PHYS)) {
            return -1;
        }
        long end = got + step.bytes();
        if (got % step.alignment() != 0) {
            throw wrong(step, got, "which is not aligned");
        }
        if (got < step.min() || step.max() != 0 && end > step.max()) {
            throw wrong(step, got, "which is not within the bounds");
        }
        for (long frame = got / PAGE; frame <= (end - 1) / PAGE; frame++) {
            if (frame >= FRAMES || nodeOfFrame[(int) frame] == NO_MEMORY) {
                throw wrong(step, got, "where there is no memory");
            }
        }
        int obstacle = taken.nextSetBit((int) got);
        if (obstacle >= 0 && obstacle < end) {
            throw wrong(step, got, "where somebody has 0x" + Integer.toHexString(obstacle));
        }
        take((int) got, step.bytes());
        live.add(new long[] {got, step.bytes()});
        return got;
    }

    private AssertionError wrong(Step step, long got, String what) {
        return Subject.wrong(allocator, step + " got 0x" + Long.toHexString(got) + ", " + what);
    }

    private void free(int which) {
        if (!live.isEmpty()) {
            long[] allocation = live.remove(which % live.size());
            allocator.free(Addresses.phys(allocation[0]), allocation[1]);
            taken.clear((int) allocation[0], (int) (allocation[0] + allocation[1]));
        }
    }

    private void reserve(Step step) {
        int obstacle = taken.nextSetBit(step.min());
        if ((obstacle < 0 || obstacle >= step.min() + step.bytes()) && reserve(step.min(), step.bytes())) {
            live.add(new long[] {step.min(), step.bytes()});
        }
    }

    private boolean reserve(int base, int bytes) {
        try {
            allocator.reserve(Addresses.phys(base), bytes);
            take(base, bytes);
            return true;
        } catch (IllegalStateException metadataIsThere) {
            if (allocator.metadataBytes() == 0) {
                throw Subject.wrong(
                        allocator,
                        bytes + " bytes at 0x" + Integer.toHexString(base)
                                + " could not be reserved, and it holds no metadata: " + metadataIsThere.getMessage());
            }
            return false;
        }
    }

    /** Reserves bytes that do not touch each other, in frames that no program touches. */
    void reservePieces(int count) {
        for (int piece = 0; piece < count; piece++) {
            reserve(QUIET_START * PAGE + piece * PIECE_DISTANCE, PIECE_BYTES);
        }
    }

    private void take(int base, int bytes) {
        taken.set(base, base + bytes);
        if (bytes > 0) {
            touched.set(base / PAGE, (base + bytes - 1) / PAGE + 1);
        }
    }

    /** The node of an address. */
    int nodeOf(long address) {
        return nodeOfFrame[(int) (address / PAGE)];
    }

    /** Whether a frame is memory of which nobody has a byte. */
    boolean isFree(int frame) {
        int next = taken.nextSetBit(frame * PAGE);
        return nodeOfFrame[frame] != NO_MEMORY && (next < 0 || next >= (frame + 1) * PAGE);
    }

    /** Frames that are free. */
    int freeFrames() {
        int frames = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            frames += isFree(frame) ? 1 : 0;
        }
        return frames;
    }

    /** Ends boot memory; every run that it gives must be free memory of its node, and given once. */
    BitSet handOver() {
        BitSet given = new BitSet();
        allocator.handOver((start, count, node) -> {
            long first = Addresses.rawPfn(start);
            String run = "hands over " + count + " frames from pfn " + first + " of node " + node + ": ";
            if (count <= 0 || first + count > FRAMES) {
                throw Subject.wrong(allocator, run + "there is no such run");
            }
            for (int frame = (int) first; frame < first + count; frame++) {
                if (nodeOfFrame[frame] != node) {
                    throw Subject.wrong(allocator, run + "pfn " + frame + " is of node " + nodeOfFrame[frame]);
                }
                if (!isFree(frame)) {
                    throw Subject.wrong(allocator, run + "somebody has pfn " + frame);
                }
                if (given.get(frame)) {
                    throw Subject.wrong(allocator, run + "pfn " + frame + " was handed over before");
                }
                given.set(frame);
            }
        });
        return given;
    }

    /** The first free frame that was not handed over, or -1; frames of which a byte was ever taken count where {@code thorough}. */
    int forgotten(BitSet given, boolean thorough) {
        for (int frame = 0; frame < FRAMES; frame++) {
            if (isFree(frame) && !given.get(frame) && (thorough || !touched.get(frame))) {
                return frame;
            }
        }
        return -1;
    }
}
