package org.mmlab.virtual.mm;

import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.physical.mempolicy.SharedPolicies;

/**
 * The machine's nodes as memory calls see them: whose policy is which, and how pages come to lie where a policy wants them (Linux:
 * {@code mm/mempolicy.c}). Areas keep their own policies: {@link Vma#policy}.
 */
public interface NumaPolicies {
    /** Nodes with memory, as a bit mask (Linux: {@code N_MEMORY}). */
    long withMemory();

    /** The policy of a process, or null where it has none but the machine's. */
    @Nullable Mempolicy ofTask(AddressSpace mm);

    /** Gives a process a policy, or none (Linux: {@code do_set_mempolicy}). */
    void setTask(AddressSpace mm, @Nullable Mempolicy policy);

    /** The node that a process's policy that deals pages out would take from next; -1 where it deals none out. */
    int nextNode(AddressSpace mm);

    /** The policies of files of shared memory. */
    SharedPolicies shared();

    /**
     * Finds pages of a range of an area that do not lie on {@code nodes}, and takes those that shall move off their lists (Linux:
     * {@code queue_pages_range}).
     *
     * @param how what becomes of them
     * @return pages that cannot move though they shall
     */
    long find(Vma vma, @VirtAddr long start, @VirtAddr long end, long nodes, Misplaced how);

    /** What {@link #find} does with pages that lie elsewhere. */
    enum Misplaced {
        /** Counts them, and stops at the first. */
        COUNTED,
        /** Those that this process alone maps are taken. */
        OWN_MOVE,
        /** All are taken. */
        ALL_MOVE
    }

    /**
     * Moves the pages found, as a policy says, or the process's own where it is null (Linux: {@code migrate_pages} with
     * {@code alloc_migration_target_by_mpol}).
     *
     * @return whether all could move
     */
    boolean move(AddressSpace mm, @Nullable Mempolicy policy);

    /** Lets the pages found lie where they lie. */
    void putBack();

    /** The node of the page that is mapped at an address; -1 where none is. */
    int nodeAt(Vma vma, @VirtAddr long address);

    /** A machine of one node, on which nothing can be misplaced. */
    final class OneNode implements NumaPolicies {
        private final SharedPolicies shared = new SharedPolicies();

        /** No policies yet. */
        public OneNode() {}

        @Override
        public long withMemory() {
            return 1;
        }

        @Override
        public @Nullable Mempolicy ofTask(AddressSpace mm) {
            return null;
        }

        @Override
        public void setTask(AddressSpace mm, @Nullable Mempolicy policy) {}

        @Override
        public int nextNode(AddressSpace mm) {
            return -1;
        }

        @Override
        public SharedPolicies shared() {
            return shared;
        }

        @Override
        public long find(Vma vma, @VirtAddr long start, @VirtAddr long end, long nodes, Misplaced how) {
            return 0;
        }

        @Override
        public boolean move(AddressSpace mm, @Nullable Mempolicy policy) {
            return true;
        }

        @Override
        public void putBack() {}

        @Override
        public int nodeAt(Vma vma, @VirtAddr long address) {
            return 0;
        }
    }
}
