package org.mmlab.tck.invariant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.hardware.cpu.Cpu;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;

/** A few words for all that a machine holds: equal machines have equal digests, and unequal ones most probably not. */
public final class MachineDigest {
    private final CRC32C sum = new CRC32C();

    private MachineDigest() {}

    /** Digest of a machine: simulated time, counters, frames, entries of page tables, and what the TLBs hold. O(frames + entries). */
    public static String of(Machine machine) {
        String time = "time " + machine.clock().nowNs() + " ns";
        String counters = "counters " + new MachineDigest().counters(machine);
        String frames = "frames " + new MachineDigest().frames(machine);
        String entries = "entries " + new MachineDigest().entries(machine);
        return String.join(", ", time, counters, frames, entries);
    }

    private String counters(Machine machine) {
        sum.update(Arrays.toString(machine.vmstat().snapshot()).getBytes(StandardCharsets.UTF_8));
        return hex();
    }

    private String frames(Machine machine) {
        FrameTable table = machine.memory().table();
        for (int i = 0; i < table.frames(); i++) {
            @FrameIndex int frame = Addresses.frame(i);
            add(table.flags(frame));
            add(table.refcount(frame));
            add(table.mapcount(frame));
            add(table.mapping(frame));
            add(table.index(frame));
        }
        return hex();
    }

    private String entries(Machine machine) {
        for (Census.Mapped mapped : Census.of(machine).mapped()) {
            add(mapped.page());
            add(mapped.pte());
        }
        for (Process process : machine.processes()) {
            add(process.pid());
            add(process.pages().table().tables());
        }
        for (Cpu cpu : machine.cpus()) {
            cpu.tlb().forEach((va, asid, shift, page, rights) -> {
                add(Addresses.rawVirt(va));
                add(asid);
                add(Addresses.rawPhys(page));
                add(rights);
            });
        }
        return hex();
    }

    private void add(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            sum.update((int) (value >>> shift));
        }
    }

    private String hex() {
        return Long.toHexString(sum.getValue());
    }
}
