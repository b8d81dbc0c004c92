package org.mmlab.tck.contract;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.kit.machine.Machine;
import org.mmlab.physical.hotplug.BlockState;
import org.mmlab.physical.hotplug.HotplugOutcome;
import org.mmlab.physical.hotplug.MemoryBlock;
import org.mmlab.physical.hotplug.MemoryBlock.Origin;
import org.mmlab.physical.hotplug.OnlineType;

/** The steps of a random program that add, put online, take offline and remove memory; each may be refused, but must then change nothing. */
final class HotplugSteps {
    private static final int MOST_BLOCKS = 3;

    private final Machine machine;

    HotplugSteps(Machine machine) {
        this.machine = machine;
    }

    void run(MachineStep step) {
        List<MemoryBlock> blocks = List.copyOf(machine.memoryBlocks());
        if (step.kind() == MachineStep.Kind.PLUG) {
            plug(step);
        } else if (!blocks.isEmpty()) {
            change(step, blocks.get(step.page() % blocks.size()));
        }
    }

    private void plug(MachineStep step) {
        long added = machine.memoryBlocks().stream()
                .filter(block -> block.origin() == Origin.ADDED)
                .count();
        if (added < MOST_BLOCKS) {
            int node = step.process() % machine.memory().nodes().count();
            HotplugOutcome outcome = machine.addMemory(node, blockBytes());
            for (MemoryBlock block : outcome.blocks()) {
                expect(block, BlockState.OFFLINE, outcome);
                // a machine in need of memory puts it online at once
                if (step.value() % 2 == 0) {
                    machine.online(block.index(), type(step));
                }
            }
        }
    }

    /** A machine without memory blocks is asked for some all the same, and must refuse. */
    private long blockBytes() {
        return machine.memoryBlocks().stream()
                        .mapToLong(MemoryBlock::frames)
                        .findFirst()
                        .orElse(1)
                * Addresses.PAGE_SIZE;
    }

    private static OnlineType type(MachineStep step) {
        return OnlineType.values()[step.value() % OnlineType.values().length];
    }

    private void change(MachineStep step, MemoryBlock block) {
        BlockState before = block.state();
        long managed = machine.memory().reserves().totalFrames();
        switch (step.kind()) {
            case ONLINE -> {
                HotplugOutcome outcome = machine.online(block.index(), type(step));
                expect(block, outcome.done() ? BlockState.ONLINE : before, outcome);
                grown(managed, before == block.state() ? 0 : block.frames() - block.selfHosted(), outcome);
            }
            case OFFLINE -> {
                HotplugOutcome outcome = machine.offline(block.index());
                expect(block, outcome.done() ? BlockState.OFFLINE : before, outcome);
                grown(managed, before == block.state() ? 0 : block.selfHosted() - block.frames(), outcome);
            }
            case UNPLUG -> {
                HotplugOutcome outcome = machine.removeMemory(block.index(), 1);
                if (outcome.done() == machine.memoryBlocks().contains(block)
                        || outcome.done() && (before == BlockState.ONLINE || block.origin() == Origin.BOOT)) {
                    throw new AssertionError(block + " was " + before + ", and its removal ended as " + outcome);
                }
            }
            default -> throw new IllegalArgumentException("step " + step);
        }
    }

    private static void expect(MemoryBlock block, BlockState state, HotplugOutcome outcome) {
        if (block.state() != state) {
            throw new AssertionError(block + " is " + block.state() + " after the outcome " + outcome);
        }
    }

    private void grown(long before, long by, HotplugOutcome outcome) {
        long now = machine.memory().reserves().totalFrames();
        if (now != before + by) {
            throw new AssertionError("the machine managed " + before + " frames, should now manage " + (before + by)
                    + " and manages " + now + "; outcome " + outcome);
        }
    }

    /** With nothing left in use, all that was added can go; blocks may hold each other's metadata, so that it takes several rounds. */
    void unplugAll() {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (MemoryBlock block : machine.memoryBlocks()) {
                progress |= block.origin() == Origin.ADDED
                        && machine.offline(block.index()).done()
                        && machine.removeMemory(block.index(), 1).done();
            }
        }
        for (MemoryBlock block : machine.memoryBlocks()) {
            if (block.origin() == Origin.ADDED) {
                throw new AssertionError("nothing is in use, but " + machine.offline(block.index()));
            }
        }
    }
}
