package org.mmlab.virtual.mm;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.Supplier;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;

/**
 * What all address spaces of a machine have in common: settings, the commit account, open files, and how the parts of a new
 * address space are made.
 */
public final class VmSystem {
    private final VmSettings settings;
    private final FileTable files;
    private final CommitAccount commit;
    private final Supplier<? extends VmaIndex> indexes;
    private final Supplier<? extends UnmappedArea> placements;
    private final PageOps.Factory pages;
    private final IntArrayList freeAnonVmas = new IntArrayList();
    private int anonVmas;
    private NumaPolicies numa = new NumaPolicies.OneNode();

    /** A machine without processes. Each supplier gives a new, configured instance for every address space. */
    public VmSystem(
            VmSettings settings,
            FileTable files,
            Supplier<? extends VmaIndex> indexes,
            Supplier<? extends UnmappedArea> placements,
            PageOps.Factory pages) {
        this.settings = settings;
        this.files = files;
        this.commit = new CommitAccount(settings);
        this.indexes = indexes;
        this.placements = placements;
        this.pages = pages;
    }

    /** The machine's settings. */
    public VmSettings settings() {
        return settings;
    }

    /** Open and mapped files. */
    public FileTable files() {
        return files;
    }

    /** Nodes and policies; those of a machine of one node until {@link #setNuma}. */
    public NumaPolicies numa() {
        return numa;
    }

    /** Says what the machine's nodes are; called once, when all parts of the machine are there. */
    public void setNuma(NumaPolicies policies) {
        numa = policies;
    }

    /** Promised pages. */
    public CommitAccount commit() {
        return commit;
    }

    /** A new, empty address space. {@code id} is its process's number. */
    public AddressSpace newSpace(int id, MmLayout layout) {
        return new AddressSpace(this, id, layout, indexes.get(), placements.get(), pages);
    }

    /** A number for a new anon_vma: one that was given back, or else the next. */
    public int nextAnonVma() {
        return freeAnonVmas.isEmpty() ? anonVmas++ : freeAnonVmas.popInt();
    }

    /** An anon_vma is gone: no area is linked to it, so no page that it names is mapped, and its number is free. */
    void giveBackAnonVma(int number) {
        freeAnonVmas.add(number);
    }
}
