package org.mmlab.virtual.pagetable.hashed;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.PageWalker;
import org.mmlab.api.translation.PhysicalMemory;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.api.translation.TranslationFault;
import org.mmlab.api.translation.WalkResult;

/**
 * The walk of the hashed table, by a hardware that knows its layout: size, directory, bucket, then the tags along the chain, then the
 * entry. Every word read is a step; its index is its place along the way.
 */
final class HashedWalker implements PageWalker {
    private final PteCodec codec;
    private final long global;

    HashedWalker(PteCodec codec) {
        this.codec = codec;
        this.global = codec.mask(PteBit.GLOBAL);
    }

    @Override
    public long walk(PhysicalMemory memory, long root, @VirtAddr long va, int access, WalkResult result) {
        long raw = Addresses.rawVirt(va);
        long cluster = HashLayout.cluster(raw);
        long tag = HashLayout.tag(cluster);
        int step = 0;
        int size = (int) read(memory, Addresses.phys(root + HashLayout.SIZE), step++, result);
        int bucket = HashLayout.bucket(cluster, size);
        long frame = read(memory, HashLayout.directorySlot(root, bucket), step++, result);
        long node = read(memory, HashLayout.bucketSlot(frame, bucket), step++, result);
        while (node != NodePool.NO_NODE) {
            if (read(memory, Addresses.phys(node), step++, result) == tag) {
                return leaf(memory, HashLayout.entrySlot(node, raw), step, access, result);
            }
            node = read(memory, Addresses.phys(node + HashLayout.NEXT), step++, result);
        }
        return TranslationFault.of(access, 0);
    }

    private long leaf(PhysicalMemory memory, @PhysAddr long slot, int step, int access, WalkResult result) {
        long entry = read(memory, slot, step, result);
        if (!codec.isPresent(entry) || codec.isProtNone(entry)) {
            return TranslationFault.of(access, 0);
        }
        boolean write = (access & Access.WRITE) != 0;
        if (!isPermitted(entry, access)) {
            return TranslationFault.of(access, TranslationFault.PRESENT);
        }
        long marked = codec.set(entry, PteBit.ACCESSED);
        if (write) {
            marked = codec.set(marked, PteBit.DIRTY);
        }
        if (marked != entry) {
            memory.write64(slot, marked);
            result.stored(slot, marked);
        }
        result.found(Addresses.physOf(codec.pfn(entry)), Addresses.PAGE_SHIFT, rights(marked));
        return TranslationFault.NONE;
    }

    private boolean isPermitted(long entry, int access) {
        if ((access & Access.SUPERVISOR) == 0 && !codec.isUser(entry)) {
            return false;
        }
        if ((access & Access.WRITE) != 0) {
            return codec.isWrite(entry);
        }
        return (access & Access.FETCH) == 0 || codec.isExec(entry);
    }

    private int rights(long entry) {
        int rights = Access.READ;
        rights |= codec.isExec(entry) ? Access.FETCH : 0;
        rights |= codec.isWrite(entry) ? Access.WRITE : 0;
        rights |= codec.isUser(entry) ? WalkResult.USER : 0;
        rights |= codec.test(entry, PteBit.DIRTY) ? WalkResult.DIRTY : 0;
        rights |= (entry & global) != 0 ? WalkResult.GLOBAL : 0;
        return rights;
    }

    private static long read(PhysicalMemory memory, @PhysAddr long address, int step, WalkResult result) {
        long word = memory.read64(address);
        result.step(1, step, address, word);
        return word;
    }
}
