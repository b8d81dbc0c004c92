package org.mmlab.virtual.mm;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A member of a {@link RangeTree}: a range of page offsets {@code first..last}, both inclusive, and the tree's links.
 * It is in one tree at most; its range changes only while it is in none.
 */
public abstract class RangeNode {
    @Nullable RangeNode left;

    @Nullable RangeNode right;

    @Nullable RangeNode parent;
    /** Greatest {@code last} of the subtree. */
    long maxLast;
    /** Heap order of the treap. */
    long priority;
    /** Breaks ties between equal first offsets: order of insertion. */
    long sequence;

    long first;
    long last;

    /** The area whose range this is. */
    public abstract Vma vma();

    /** First page offset of the range. */
    public final long first() {
        return first;
    }

    /** Last page offset of the range. */
    public final long last() {
        return last;
    }
}
