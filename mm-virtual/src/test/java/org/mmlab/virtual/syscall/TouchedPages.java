package org.mmlab.virtual.syscall;

import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.PageOps;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** Pages without memory: bringing a private page in for writing gives its area an anon_vma, and that is all that areas see. */
final class TouchedPages implements PageOps {
    @Override
    public void cut(Vma vma, long at) {}

    @Override
    public void unmap(Vma vma, long start, long end) {}

    @Override
    public void freeTables(long start, long end, long floor, long ceiling) {}

    @Override
    public void zap(Vma vma, long start, long end) {}

    @Override
    public void protect(Vma vma, long start, long end, long oldFlags) {}

    @Override
    public long move(Vma from, long fromStart, Vma to, long toStart, long bytes) {
        return bytes;
    }

    @Override
    public int copyFrom(Vma parent, Vma child) {
        return 0;
    }

    @Override
    public int populate(Vma vma, long start, long end, Populate how) {
        if (!vma.has(VmFlags.ACCESS)) {
            return Errno.EFAULT.result();
        }
        if (how != Populate.READ && (vma.flags() & (VmFlags.WRITE | VmFlags.SHARED)) == VmFlags.WRITE) {
            AnonVmas.prepare(vma);
        }
        return 0;
    }

    @Override
    public void drain() {}

    @Override
    public void lock(Vma vma, long start, long end) {}

    @Override
    public void lazyFree(Vma vma, long start, long end) {}

    @Override
    public void cold(Vma vma, long start, long end) {}

    @Override
    public void pageOut(Vma vma, long start, long end) {}

    @Override
    public void swapAhead(Vma vma, long start, long end) {}

    @Override
    public int installGuards(Vma vma, long start, long end) {
        return 0;
    }

    @Override
    public void removeGuards(Vma vma, long start, long end) {}

    @Override
    public int collapse(Vma vma, long start, long end) {
        return Errno.EINVAL.result();
    }

    @Override
    public void resident(Vma vma, long start, long end, byte[] vector, int at) {}

    @Override
    public void destroy() {}
}
