package org.mmlab.kit.machine;

import java.util.IdentityHashMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.physical.mempolicy.PolicyAllocation;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.virtual.paging.MmPages;

/**
 * From which node each process's pages come (Linux: {@code set_mempolicy}, {@code get_task_policy}). A process whose policy is local, and
 * the machine itself, take from the node of the CPU that runs. Interleaving goes by the order of requests.
 */
final class TaskPolicies {
    private static final String LOCAL = "local";

    private final PhysicalMemory memory;
    private final Scheduler scheduler;
    private final PolicyRegistry registry;
    private final PolicyReference byDefault;
    private final PolicyAllocation allocation;
    private final Map<MmPages, Chosen> chosen = new IdentityHashMap<>();

    private record Chosen(PolicyReference reference, MemoryPolicy policy) {}

    TaskPolicies(PhysicalMemory memory, Scheduler scheduler, PolicyRegistry registry, PolicyReference byDefault) {
        this.memory = memory;
        this.scheduler = scheduler;
        this.registry = registry;
        this.byDefault = byDefault;
        this.allocation = new PolicyAllocation(memory);
    }

    /** A process starts, with its parent's policy or the machine's. */
    void start(MmPages process, @Nullable MmPages parent) {
        Chosen parents = parent == null ? null : chosen.get(parent);
        if (parents != null) {
            set(process, parents.reference());
        } else if (parent == null) {
            set(process, byDefault);
        }
    }

    void set(MmPages process, PolicyReference reference) {
        if (reference.name().equals(LOCAL)) {
            chosen.remove(process);
        } else {
            chosen.put(process, new Chosen(reference, registry.create(MemoryPolicy.class, reference)));
        }
    }

    void end(MmPages process) {
        chosen.remove(process);
    }

    /** A block for whoever runs. */
    @FrameIndex int allocate(int gfp, int order) {
        int cpu = memory.cpu().id();
        if (!chosen.isEmpty()) {
            MmPages running = scheduler.running(cpu);
            Chosen own = running == null ? null : chosen.get(running);
            if (own != null) {
                return allocation.allocate(gfp, order, own.policy(), MemoryPolicy.NO_INDEX);
            }
        }
        return memory.allocate(gfp, order, memory.nodes().nodeOfCpu(cpu));
    }
}
