package org.mmlab.virtual.syscall;

import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.NumaPolicies;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.VmaMerge;

/**
 * mbind: the memory policy of a range (Linux: {@code do_mbind} in {@code mm/mempolicy.c}). Areas are cut and joined so that each has one
 * policy; of shared memory the file gets it. Pages that are there already are asked about (MPOL_MF_STRICT) or moved (MPOL_MF_MOVE,
 * MPOL_MF_MOVE_ALL).
 */
final class Mbind {
    private final AddressSpace mm;
    private final NumaPolicies numa;
    private final @VirtAddr long start;
    private final @VirtAddr long end;
    private final @Nullable Mempolicy policy;
    private final long nodes;
    private final int flags;

    private Mbind(
            AddressSpace mm,
            @VirtAddr long start,
            @VirtAddr long end,
            @Nullable Mempolicy policy,
            long nodes,
            int flags) {
        this.mm = mm;
        this.numa = mm.system().numa();
        this.start = start;
        this.end = end;
        this.policy = policy;
        this.nodes = nodes;
        this.flags = flags;
    }

    /** With a policy of Linux's own; arguments as {@link MemoryCalls#mbind(long, long, int, long, int)} has them. */
    static int call(AddressSpace mm, long address, long length, int modeAndFlags, long nodes, int flags) {
        Mempolicy.Mode mode = Mempolicy.Mode.of(modeAndFlags & ~Mempolicy.MODE_FLAGS);
        int modeFlags = modeAndFlags & Mempolicy.MODE_FLAGS;
        if (mode == null || !Mempolicy.areSane(mode, modeFlags)) {
            return Errno.EINVAL.result();
        }
        int refusal = check(mm, address, flags);
        long bytes = bytes(length);
        if (refusal != 0 || bytes == 0) {
            return refusal;
        }
        if (Long.compareUnsigned(address + bytes, address) < 0) {
            return Errno.EINVAL.result();
        }
        Mempolicy policy = null;
        if (mode != Mempolicy.Mode.DEFAULT) {
            policy = Mempolicy.of(mode, modeFlags, nodes, mm.system().numa().withMemory());
        }
        if (mode == Mempolicy.Mode.DEFAULT ? nodes != 0 : policy == null) {
            return Errno.EINVAL.result();
        }
        return apply(mm, address, bytes, policy, nodes, flags);
    }

    /** With a policy that is made already, null for none; arguments as {@link MemoryCalls#mbind(long, long, Mempolicy, int)} has them. */
    static int call(AddressSpace mm, long address, long length, @Nullable Mempolicy policy, int flags) {
        int refusal = check(mm, address, flags);
        long bytes = bytes(length);
        if (refusal != 0 || bytes == 0) {
            return refusal;
        }
        if (Long.compareUnsigned(address + bytes, address) < 0) {
            return Errno.EINVAL.result();
        }
        return apply(mm, address, bytes, policy, policy == null ? 0 : own(policy), flags);
    }

    /** Where pages of a policy may lie: of one that is not Linux's and names no nodes, anywhere. */
    private static long own(Mempolicy policy) {
        return policy.mode() == null && policy.nodes() == 0 ? MemoryPolicy.ALL_NODES : policy.nodes();
    }

    private static int check(AddressSpace mm, long address, int flags) {
        if ((flags & ~MbindFlags.ALL) != 0) {
            return Errno.EINVAL.result();
        }
        if ((flags & MbindFlags.MOVE_ALL) != 0 && !mm.capable(Capability.SYS_NICE)) {
            return Errno.EPERM.result();
        }
        return (address & Addresses.PAGE_OFFSET_MASK) != 0 ? Errno.EINVAL.result() : 0;
    }

    /** Whole pages; a length that wraps is none. */
    private static long bytes(long length) {
        return (length + Addresses.PAGE_OFFSET_MASK) & ~Addresses.PAGE_OFFSET_MASK;
    }

    private static int apply(
            AddressSpace mm, long address, long bytes, @Nullable Mempolicy policy, long nodes, int flags) {
        int effective = policy == null ? flags & ~MbindFlags.STRICT : flags;
        @VirtAddr long from = Addresses.virt(address);
        return new Mbind(mm, from, from + bytes, policy, nodes, effective).run();
    }

    private int run() {
        long failed = findPages();
        int error = failed < 0 ? (int) failed : setPolicies();
        if (error != 0) {
            numa.putBack();
            return error;
        }
        boolean moved = !has(MbindFlags.MOVE | MbindFlags.MOVE_ALL) || numa.move(mm, policy);
        return (failed > 0 || !moved) && has(MbindFlags.STRICT) ? Errno.EIO.result() : 0;
    }

    private boolean has(int mask) {
        return (flags & mask) != 0;
    }

    /** Pages that could not be taken to be moved; EFAULT for a hole, EIO for a misplaced page that nobody moves. */
    private long findPages() {
        Vma vma = mm.intersection(start, end);
        boolean holesMatter = policy != null;
        if (vma == null || holesMatter && Addresses.below(start, vma.start())) {
            return Errno.EFAULT.result();
        }
        long failed = 0;
        while (vma != null && Addresses.below(vma.start(), end)) {
            Vma next = mm.next(vma);
            boolean hole = Addresses.below(vma.end(), end) && (next == null || next.start() != vma.end());
            if (hole && holesMatter) {
                return Errno.EFAULT.result();
            }
            failed += findPages(vma);
            if (failed > 0 && !has(MbindFlags.MOVE | MbindFlags.MOVE_ALL)) {
                return Errno.EIO.result();
            }
            vma = next;
        }
        return failed;
    }

    private long findPages(Vma vma) {
        boolean migratable = !vma.has(VmFlags.IO | VmFlags.PFNMAP);
        if (flags == 0 || !migratable && !has(MbindFlags.STRICT)) {
            return 0;
        }
        NumaPolicies.Misplaced how = has(MbindFlags.MOVE_ALL)
                ? NumaPolicies.Misplaced.ALL_MOVE
                : has(MbindFlags.MOVE) ? NumaPolicies.Misplaced.OWN_MOVE : NumaPolicies.Misplaced.COUNTED;
        return numa.find(vma, latest(start, vma.start()), earliest(end, vma.end()), nodes, how);
    }

    private int setPolicies() {
        @VirtAddr long at = start;
        for (Vma vma = mm.intersection(at, end); vma != null; vma = mm.intersection(at, end)) {
            @VirtAddr long from = latest(at, vma.start());
            @VirtAddr long to = earliest(end, vma.end());
            if (!Objects.equals(vma.policy(), policy)) {
                Vma holder = VmaMerge.modifyPolicy(vma, from, to, policy);
                if (holder == null) {
                    return Errno.ENOMEM.result();
                }
                replacePolicy(holder);
            }
            if (!Addresses.below(to, end)) {
                break;
            }
            at = to;
        }
        return 0;
    }

    /** Linux: {@code vma_replace_policy}, {@code shmem_set_policy}. */
    private void replacePolicy(Vma vma) {
        OpenFile file = vma.file();
        if (file != null && vma.sharesPolicies()) {
            long first = vma.pageOffset();
            numa.shared().set(file.mapping().file(), first, first + vma.pages(), policy);
        }
        vma.setPolicy(policy);
    }

    private static @VirtAddr long latest(@VirtAddr long a, @VirtAddr long b) {
        return Addresses.below(a, b) ? b : a;
    }

    private static @VirtAddr long earliest(@VirtAddr long a, @VirtAddr long b) {
        return Addresses.below(a, b) ? a : b;
    }
}
