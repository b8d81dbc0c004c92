package org.mmlab.virtual.syscall;

import org.mmlab.api.KernelVersion;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.Range;
import org.mmlab.virtual.vma.VmaMerge;

/**
 * An area and its copy elsewhere (Linux: {@code copy_vma}).
 *
 * @param source the area that is moved; where it merged with the copy, the two are one
 * @param copy the area that has its pages afterwards
 */
record MovedArea(Vma source, Vma copy) {
    /**
     * Makes the copy, as an area of its own or as a part of its new neighbours. An anonymous area without an anon_vma has no pages
     * whose offsets would matter, so that it takes the offsets of its new place.
     *
     * <p>An untouched source may border on its own copy, and then the two become one, even where the source stays
     * (MREMAP_DONTUNMAP): the area is just longer afterwards. The stable releases of 6.12 keep them apart.
     *
     * @param keepsSource the source stays (MREMAP_DONTUNMAP)
     */
    static MovedArea make(Vma vma, @VirtAddr long from, @VirtAddr long to, long bytes, boolean keepsSource) {
        AddressSpace mm = vma.mm();
        boolean untouched = vma.isAnonymous() && vma.anonVma() == null;
        long offset = untouched ? Addresses.vpnOf(to) : vma.pageOffsetOf(from);
        Vma prev = mm.before(to);
        Vma next = mm.find(to);
        if (untouched && keepsSource && !mm.system().settings().kernel().atLeast(KernelVersion.V6_18)) {
            prev = prev == vma ? null : prev;
            next = next == vma ? null : next;
        }
        Vma merged = VmaMerge.add(prev, next, Range.copyOf(vma, to, bytes, offset));
        if (merged != null) {
            return new MovedArea(merged.contains(from) ? merged : vma, merged);
        }
        Vma copy = mm.newArea(to, to + bytes, vma.flags(), offset, vma.file());
        copy.setPolicy(vma.policy());
        AnonVmas.copy(copy, vma);
        mm.link(copy);
        return new MovedArea(vma, copy);
    }

    /**
     * Where the whole source was moved away, its next page prepares a new anon_vma. In the stable releases of 6.12 its offsets begin
     * anew too, so that it may merge with neighbours that are untouched.
     */
    void forgetAnonVmaIfEmpty(@VirtAddr long from, long bytes) {
        if (source == copy || from != source.start() || bytes != source.bytes()) {
            return;
        }
        AnonVmas.unlink(source);
        AddressSpace mm = source.mm();
        if (source.isAnonymous() && !mm.system().settings().kernel().atLeast(KernelVersion.V6_18)) {
            mm.resize(source, source.start(), source.end(), Addresses.vpnOf(source.start()));
        }
    }
}
