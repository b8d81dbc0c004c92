package org.mmlab.kit.machine;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.physical.mempolicy.SharedPolicies;
import org.mmlab.virtual.change.MisplacedPages;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.NumaPolicies;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;

/** The machine's nodes as memory calls see them: joins processes' policies, files' policies and migration. */
final class MachineNodes implements NumaPolicies {
    private final TaskPolicies tasks;
    private final SharedPolicies shared;
    private final MisplacedPages pages;

    MachineNodes(TaskPolicies tasks, SharedPolicies shared, MisplacedPages pages) {
        this.tasks = tasks;
        this.shared = shared;
        this.pages = pages;
    }

    @Override
    public long withMemory() {
        return tasks.nodes().withMemory();
    }

    @Override
    public @Nullable Mempolicy ofTask(AddressSpace mm) {
        return tasks.of((MmPages) mm.pages());
    }

    @Override
    public void setTask(AddressSpace mm, @Nullable Mempolicy policy) {
        tasks.set((MmPages) mm.pages(), policy);
    }

    @Override
    public int nextNode(AddressSpace mm) {
        Mempolicy own = ofTask(mm);
        return own == null ? -1 : own.nextNode(tasks.nodes());
    }

    @Override
    public SharedPolicies shared() {
        return shared;
    }

    @Override
    public long find(Vma vma, @VirtAddr long start, @VirtAddr long end, long nodes, Misplaced how) {
        return pages.find(vma, start, end, nodes, how);
    }

    @Override
    public boolean move(AddressSpace mm, @Nullable Mempolicy policy) {
        return pages.move(policy == null ? null : policy.decision());
    }

    @Override
    public void putBack() {
        pages.putBack();
    }

    @Override
    public int nodeAt(Vma vma, @VirtAddr long address) {
        return pages.nodeAt(MmPages.of(vma), address);
    }
}
