package org.mmlab.tck.contract;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.Vma;

/**
 * A page of a strictly bound area that a write brings into being lies on a node that the policy allows. Pages that were there before lie
 * where they were, and frames that were set aside for a huge page before the policy was said come from there.
 */
final class PlacementCheck {
    private final Machine machine;
    private final Process process;
    private @Nullable Mempolicy strict;

    PlacementCheck(Machine machine, Process process) {
        this.machine = machine;
        this.process = process;
    }

    /** An access is about to be made. */
    void before(long address, int access) {
        strict = null;
        if (access != Access.WRITE || machine.paging().reservations().areKept()) {
            return;
        }
        @VirtAddr long at = Addresses.virt(address);
        Vma vma = process.calls().space().lookup(at);
        if (vma != null && vma.isAnonymous() && !isThere(at)) {
            Mempolicy policy = vma.policyAt(at);
            strict = policy != null && policy.mode() == Mempolicy.Mode.BIND ? policy : null;
        }
    }

    private boolean isThere(@VirtAddr long address) {
        var pages = process.pages();
        if (machine.paging().huge().find(pages, Addresses.vpnOf(address)) != Addresses.NO_PHYS) {
            return true;
        }
        @PhysAddr long slot = pages.table().find(address, 1);
        return slot != Addresses.NO_PHYS
                && !machine.paging().paging().codec().isNone(pages.table().read(slot));
    }

    /** The access went to a byte. */
    void after(long address, long physical) {
        Mempolicy policy = strict;
        if (policy == null) {
            return;
        }
        @FrameIndex int frame = machine.memory().frameOf(Addresses.pfnOf(Addresses.phys(physical)));
        int node = machine.memory().nodeOf(frame);
        if ((policy.nodes() >>> node & 1) == 0) {
            throw new AssertionError("pages of a bound area lie on its nodes: the page at 0x"
                    + Long.toHexString(address) + " of process " + process.pid() + " was made on node " + node
                    + ", and its policy is " + policy);
        }
    }
}
