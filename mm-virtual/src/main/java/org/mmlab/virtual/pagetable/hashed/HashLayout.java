package org.mmlab.virtual.pagetable.hashed;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/** Where things lie in the memory of a hashed table: what the walker and the kernel's code both know. */
final class HashLayout {
    /** Pages of a node. */
    static final int CLUSTER_BITS = 4;

    static final int CLUSTER_PAGES = 1 << CLUSTER_BITS;
    static final int CLUSTER_SHIFT = Addresses.PAGE_SHIFT + CLUSTER_BITS;

    static final int WORD = Long.BYTES;
    static final int NEXT = WORD;
    static final int ENTRIES = 2 * WORD;
    static final int NODE_BYTES = ENTRIES + CLUSTER_PAGES * WORD;

    static final int BUCKETS_PER_FRAME = Addresses.PAGE_SIZE / WORD;
    static final int BUCKET_BITS = 9;
    /** Where the directory holds log2 of the number of bucket frames: its last word. */
    static final int SIZE = Addresses.PAGE_SIZE - WORD;
    /** Greatest size. */
    static final int MAX_SIZE = BUCKET_BITS - 1;

    private static final long MIXER = 0x9e37_79b9_7f4a_7c15L;

    private HashLayout() {}

    /** The number of a page's cluster. */
    static long cluster(long rawVirtualAddress) {
        return rawVirtualAddress >>> CLUSTER_SHIFT;
    }

    /** What a node of that cluster has as its tag; never 0. */
    static long tag(long cluster) {
        return cluster << 1 | 1;
    }

    static long clusterOfTag(long tag) {
        return tag >>> 1;
    }

    /** The bucket of a cluster in a table of 2^size bucket frames (Fibonacci hashing; the upper half is folded down). */
    static int bucket(long cluster, int size) {
        long mixed = cluster * MIXER;
        return (int) (mixed ^ mixed >>> 32) & ((BUCKETS_PER_FRAME << size) - 1);
    }

    /** Where the directory holds the address of a bucket's frame. */
    static @PhysAddr long directorySlot(long root, int bucket) {
        return Addresses.phys(root + (long) (bucket >>> BUCKET_BITS) * WORD);
    }

    /** Where a bucket is in its frame. */
    static @PhysAddr long bucketSlot(long bucketFrame, int bucket) {
        return Addresses.phys(bucketFrame + (long) (bucket & (BUCKETS_PER_FRAME - 1)) * WORD);
    }

    /** Where a node has the entry of a page. */
    static @PhysAddr long entrySlot(long node, long rawVirtualAddress) {
        long page = rawVirtualAddress >>> Addresses.PAGE_SHIFT & (CLUSTER_PAGES - 1);
        return Addresses.phys(node + ENTRIES + page * WORD);
    }
}
