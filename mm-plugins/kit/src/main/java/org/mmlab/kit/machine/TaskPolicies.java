package org.mmlab.kit.machine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.physical.mempolicy.LocalMemoryPolicy;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.physical.mempolicy.PolicyAllocation;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.virtual.paging.MmPages;

/**
 * From which node each process's pages come (Linux: {@code set_mempolicy}, {@code get_task_policy}), where no area and no file says
 * otherwise. A process without a policy, and the machine itself, take from the node of the CPU that runs. Interleaving goes by a page's
 * place in its area or file; only for pages that have none, those of the page cache, by the order of requests.
 */
final class TaskPolicies {
    private static final String DEFAULT = "default";

    private final PhysicalMemory memory;
    private final Scheduler scheduler;
    private final PolicyRegistry registry;
    private final PolicyReference byDefault;
    private final PolicyAllocation allocation;
    private final MemoryPolicy local = new LocalMemoryPolicy();
    private final Map<MmPages, Mempolicy> chosen = new IdentityHashMap<>();

    TaskPolicies(PhysicalMemory memory, Scheduler scheduler, PolicyRegistry registry, PolicyReference byDefault) {
        this.memory = memory;
        this.scheduler = scheduler;
        this.registry = registry;
        this.byDefault = byDefault;
        this.allocation = new PolicyAllocation(memory);
    }

    /** A process starts, with its parent's policy or the machine's. */
    void start(MmPages process, @Nullable MmPages parent) {
        if (parent != null) {
            Mempolicy parents = chosen.get(parent);
            set(process, parents == null ? null : parents.copy());
        } else if (!byDefault.name().equals(Mempolicy.Mode.LOCAL.plugin())) {
            set(process, create(byDefault));
        }
    }

    /** A new policy; null for {@code default}. */
    @Nullable Mempolicy create(PolicyReference reference) {
        return reference.name().equals(DEFAULT) && reference.parameters().isEmpty()
                ? null
                : Mempolicy.of(
                        reference.name(),
                        () -> registry.create(MemoryPolicy.class, reference),
                        allocation.withMemory());
    }

    void set(MmPages process, @Nullable Mempolicy policy) {
        if (policy == null) {
            chosen.remove(process);
        } else {
            chosen.put(process, policy);
        }
    }

    /** A process's policy, or null where it has none. */
    @Nullable Mempolicy of(MmPages process) {
        return chosen.get(process);
    }

    void end(MmPages process) {
        chosen.remove(process);
    }

    /** What policies know of the machine. */
    PolicyAllocation nodes() {
        return allocation;
    }

    /** A block for whoever runs. */
    @FrameIndex int allocate(int gfp, int order) {
        return allocate(gfp, order, null, MemoryPolicy.NO_INDEX);
    }

    /**
     * A block as a policy says, or where it is null as that of whoever runs says.
     *
     * @param index place of the page in its area in units of the block's size, or {@link MemoryPolicy#NO_INDEX}
     */
    @FrameIndex int allocate(int gfp, int order, @Nullable MemoryPolicy policy, long index) {
        if (policy != null) {
            return allocation.allocate(gfp, order, policy, index);
        }
        int cpu = memory.cpu().id();
        if (!chosen.isEmpty()) {
            MmPages running = scheduler.running(cpu);
            Mempolicy own = running == null ? null : chosen.get(running);
            if (own != null) {
                return allocation.allocate(gfp, order, own.decision(), index);
            }
        }
        return order == 0 || index == MemoryPolicy.NO_INDEX
                ? memory.allocate(gfp, order, memory.nodes().nodeOfCpu(cpu))
                : allocation.allocate(gfp, order, local, index);
    }
}
