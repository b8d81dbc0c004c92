package org.mmlab.virtual.vma;

import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Vma;

/** Cutting an area in two (Linux: {@code __split_vma}). */
public final class VmaSplit {
    private VmaSplit() {}

    /** Whether another area may exist beside those that are there (Linux: {@code vm.max_map_count}). */
    public static boolean roomForOneMore(AddressSpace mm) {
        return mm.areaCount() < mm.system().settings().maxMapCount();
    }

    /** Cuts an area at {@code at}, which lies within it; the area keeps the upper part, a new one has the lower. Returns the new one. */
    public static Vma lowerPart(Vma vma, @VirtAddr long at) {
        AddressSpace mm = vma.mm();
        mm.pages().cut(vma, at);
        Vma lower = mm.newArea(vma.start(), at, vma.flags(), vma.pageOffset(), vma.file());
        lower.setPolicy(vma.policy());
        mm.resize(vma, at, vma.end(), vma.pageOffsetOf(at));
        AnonVmas.copy(lower, vma);
        mm.link(lower);
        return lower;
    }

    /** Cuts an area at {@code at}, which lies within it; the area keeps the lower part, a new one has the upper. Returns the new one. */
    public static Vma upperPart(Vma vma, @VirtAddr long at) {
        AddressSpace mm = vma.mm();
        mm.pages().cut(vma, at);
        Vma upper = mm.newArea(at, vma.end(), vma.flags(), vma.pageOffsetOf(at), vma.file());
        upper.setPolicy(vma.policy());
        mm.resize(vma, vma.start(), at, vma.pageOffset());
        AnonVmas.copy(upper, vma);
        mm.link(upper);
        return upper;
    }
}
