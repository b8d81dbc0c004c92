package org.mmlab.virtual.mm;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The areas that may hold an anonymous page: one object for an area's first private page, with all areas that inherit pages from
 * it through fork, split or move linked to it (Linux: {@code struct anon_vma}, {@code mm/rmap.c}).
 *
 * <p>State only; {@code org.mmlab.virtual.anon} has the rules.
 */
public final class AnonVma {
    private final int id;
    private final @Nullable AnonVma root; // null: itself
    private final @Nullable AnonVma parent;
    private final RangeTree tree = new RangeTree();
    private int children;
    private int activeVmas;

    /** A root: no parent. {@code id} is a number of the machine's own, for reports. */
    public AnonVma(int id) {
        this.id = id;
        this.root = null;
        this.children = 1;
        this.parent = null;
    }

    /** A child that fork makes; counts itself in {@code parent}. */
    public AnonVma(int id, AnonVma parent) {
        this.id = id;
        this.root = parent.root();
        this.parent = parent;
        parent.children++;
    }

    /** A number that tells it from the machine's other living ones. */
    public int id() {
        return id;
    }

    /** The oldest ancestor. */
    public AnonVma root() {
        return root == null ? this : root;
    }

    /** The one that fork cloned, or null for a root. */
    public @Nullable AnonVma parent() {
        return parent;
    }

    /** The areas that may map its pages, by page offset: members are {@link AnonVmaLink}. */
    public RangeTree tree() {
        return tree;
    }

    /** Living children; a root counts itself. */
    public int children() {
        return children;
    }

    /** Areas whose {@link Vma#anonVma} this is. */
    public int activeVmas() {
        return activeVmas;
    }

    /** An area took this as its own. */
    public void activate() {
        activeVmas++;
    }

    /** An area that had this as its own gave it up. */
    public void deactivate() {
        activeVmas--;
    }

    /** Its last link is gone: its parent, or a root itself, loses a child. */
    public void dispose() {
        if (parent == null) {
            children--;
        } else {
            parent.children--;
        }
    }
}
