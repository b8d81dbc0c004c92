package org.mmlab.kit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.translation.Access;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.MbindFlags;

/** From which nodes the pages of a range come, and what mbind does with those that are there. */
class MbindTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 16;
    private static final long BYTES = (long) PAGES * PAGE;
    private static final int MPOL_F_NODE = 1;
    private static final int MPOL_F_ADDR = 2;

    private final Machine machine = machine(Map.of());
    private final Process process = machine.newProcess();

    private static Machine machine(Map<String, String> more) {
        Map<String, String> keys =
                new HashMap<>(Map.of("ram", "128M", "nodes", "3", "cpus", "1", "thp", "never", "swap", "32M"));
        keys.putAll(more);
        return MachineFactory.create(MachineSpec.of(keys));
    }

    private static int nodeOf(Machine machine, Process process, long address) {
        long physical = process.touch(address, Access.READ);
        return machine.memory().nodeOf(machine.memory().frameOf(Addresses.pfn(physical >>> 12)));
    }

    private long[] pagesByNode(Process of, long memory) {
        long[] pages = new long[3];
        for (int page = 0; page < PAGES; page++) {
            pages[nodeOf(machine, of, memory + (long) page * PAGE)]++;
        }
        return pages;
    }

    private static void writeAll(Process process, long memory) {
        for (int page = 0; page < PAGES; page++) {
            process.write(memory + (long) page * PAGE, page);
        }
    }

    private static int areas(Process process) {
        return process.calls().space().areaCount();
    }

    @Test
    void theAreasPolicyCountsBeforeTheProcesss() {
        long memory = process.mmap(BYTES, "rw-");
        process.setMempolicy("bind:1");
        assertThat(process.mbind(memory, BYTES / 2, "bind:2", 0)).isZero();
        writeAll(process, memory);
        assertThat(pagesByNode(process, memory)).containsExactly(0, 8, 8);
        assertThat(process.mbind(memory, BYTES, "default", 0)).isZero();
        assertThat(process.calls().madvise(memory, BYTES, Advice.DONTNEED.number()))
                .isZero();
        writeAll(process, memory);
        assertThat(pagesByNode(process, memory)).containsExactly(0, PAGES, 0);
    }

    @Test
    void interleavingGoesByThePlaceInTheArea() {
        long memory = process.mmap(BYTES, "rw-");
        process.mbind(memory, BYTES, "interleave:0-2", 0);
        for (int page = PAGES - 1; page >= 0; page--) {
            process.write(memory + (long) page * PAGE, 1);
        }
        long first = memory / PAGE;
        for (int page = 0; page < PAGES; page++) {
            assertThat(nodeOf(machine, process, memory + (long) page * PAGE)).isEqualTo((int) ((first + page) % 3));
        }
    }

    @Test
    void areasAreCutAndJoinedByTheirPolicies() {
        long memory = process.mmap(BYTES, "rw-");
        assertThat(process.mbind(memory + 4 * PAGE, 4 * PAGE, "bind:1", 0)).isZero();
        assertThat(areas(process)).isEqualTo(3);
        assertThat(process.mbind(memory + 8 * PAGE, 4 * PAGE, "bind:1", 0)).isZero();
        assertThat(areas(process)).isEqualTo(3);
        assertThat(process.mbind(memory, BYTES, "bind:1", 0)).isZero();
        assertThat(areas(process)).isEqualTo(1);
        long behind = process.mmap(memory + BYTES, BYTES, "rw-", MapFlags.PRIVATE | MapFlags.ANONYMOUS, null, 0);
        assertThat(areas(process))
                .as("new memory has no policy and stays apart")
                .isEqualTo(2);
        process.munmap(behind, BYTES);
        process.mprotect(memory + 4 * PAGE, 4 * PAGE, "r--");
        process.mprotect(memory + 4 * PAGE, 4 * PAGE, "rw-");
        assertThat(areas(process)).as("parts of a cut area keep its policy").isEqualTo(1);
    }

    @Test
    void forkAndMremapTakeThePolicyAlong() {
        long memory = process.mmap(BYTES, "rw-");
        process.mbind(memory, BYTES, "bind:2", 0);
        long moved = process.calls().mremap(memory, BYTES, BYTES, 3, 0x2000_0000L);
        assertThat(moved).isEqualTo(0x2000_0000L);
        Process child = process.fork();
        writeAll(child, moved);
        assertThat(pagesByNode(child, moved)).containsExactly(0, 0, PAGES);
        assertThat(child.calls().getMempolicy(moved, MPOL_F_ADDR).text()).isEqualTo("bind:2");
    }

    @Test
    void strictSaysWhatMoveMends() {
        long memory = process.mmap(BYTES, "rw-");
        writeAll(process, memory);
        assertThat(process.mbind(memory, BYTES, "bind:1", MbindFlags.STRICT)).isEqualTo(Errno.EIO.result());
        assertThat(process.calls().getMempolicy(memory, MPOL_F_ADDR).text())
                .as("a policy that pages do not follow is not set")
                .isEqualTo("default");
        assertThat(process.mbind(memory, BYTES, "bind:1", MbindFlags.STRICT | MbindFlags.MOVE))
                .isZero();
        assertThat(pagesByNode(process, memory)).containsExactly(0, PAGES, 0);
        assertThat(process.mbind(memory, BYTES, "bind:1", MbindFlags.STRICT)).isZero();
        for (int page = 0; page < PAGES; page++) {
            assertThat(process.read(memory + (long) page * PAGE)).isEqualTo(page);
        }
        process.mbind(memory, BYTES, "default", MbindFlags.MOVE);
        assertThat(pagesByNode(process, memory))
                .as("without a policy pages go to the CPU's node")
                .containsExactly(PAGES, 0, 0);
    }

    @Test
    void pagesOfOthersMoveForThePrivilegedAlone() {
        long memory = process.mmap(BYTES, "rw-");
        writeAll(process, memory);
        Process child = process.fork();
        assertThat(process.mbind(memory, BYTES, "bind:1", MbindFlags.STRICT | MbindFlags.MOVE))
                .as("that shared pages stay is no failure")
                .isZero();
        assertThat(pagesByNode(process, memory)).containsExactly(PAGES, 0, 0);
        assertThat(process.mbind(memory, BYTES, "bind:1", MbindFlags.MOVE_ALL)).isZero();
        assertThat(pagesByNode(child, memory)).containsExactly(0, PAGES, 0);
        process.calls().space().dropCapability(Capability.SYS_NICE);
        assertThat(process.mbind(memory, BYTES, "bind:2", MbindFlags.MOVE_ALL)).isEqualTo(Errno.EPERM.result());
    }

    @Test
    void theErrorsComeInLinuxsOrder() {
        long memory = process.mmap(BYTES, "rw-");
        var calls = process.calls();
        calls.space().dropCapability(Capability.SYS_NICE);
        int bind = Mempolicy.Mode.BIND.number();
        int both = Mempolicy.STATIC_NODES | Mempolicy.RELATIVE_NODES;
        assertThat(calls.mbind(memory, BYTES, 99, 1, MbindFlags.MOVE_ALL)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mbind(memory, BYTES, bind | both, 1, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mbind(memory, BYTES, bind, 1, 8)).as("MPOL_MF_LAZY").isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mbind(memory + 1, BYTES, bind, 1, MbindFlags.MOVE_ALL)).isEqualTo(Errno.EPERM.result());
        assertThat(calls.mbind(memory + 1, BYTES, bind, 1, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mbind(memory, 0, bind, 0, 0)).as("nothing to do").isZero();
        assertThat(calls.mbind(memory, -PAGE, bind, 1, 0)).as("wraps").isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mbind(memory, BYTES, bind, 8, 0)).as("no such node").isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mbind(memory, BYTES, Mempolicy.Mode.DEFAULT.number(), 1, 0))
                .isEqualTo(Errno.EINVAL.result());
        process.munmap(memory + 8 * PAGE, PAGE);
        assertThat(calls.mbind(memory, BYTES, bind, 1, 0)).as("a hole").isEqualTo(Errno.EFAULT.result());
        assertThat(calls.mbind(memory, BYTES, Mempolicy.Mode.DEFAULT.number(), 0, 0))
                .as("holes do not matter")
                .isZero();
        assertThat(calls.mbind(0x4000_0000L, BYTES, Mempolicy.Mode.DEFAULT.number(), 0, 0))
                .as("nothing but a hole")
                .isEqualTo(Errno.EFAULT.result());
    }

    @Test
    void filesOfSharedMemoryKeepTheirPoliciesForAll() {
        int file = machine.cache().create("/dev/shm/s", PageCache.FileKind.SHMEM, BYTES);
        OpenFile open = machine.virtual().files().open(file, OpenFile.Mode.READ_WRITE);
        long memory = process.mmap(0, BYTES, "rw-", MapFlags.SHARED, open, 0);
        assertThat(process.mbind(memory + 4 * PAGE, 8 * PAGE, "bind:1", 0)).isZero();
        process.munmap(memory, BYTES);
        Process other = machine.newProcess();
        long there = other.mmap(0, BYTES, "rw-", MapFlags.SHARED, open, 0);
        writeAll(other, there);
        assertThat(pagesByNode(other, there)).containsExactly(8, 8, 0);
        assertThat(nodeOf(machine, other, there + 4 * PAGE)).isEqualTo(1);
        assertThat(other.calls().getMempolicy(there + 4 * PAGE, MPOL_F_ADDR).text())
                .isEqualTo("bind:1");
        assertThat(other.calls().getMempolicy(there, MPOL_F_ADDR).text()).isEqualTo("default");
    }

    @Test
    void swappedPagesComeBackToWhereThePolicySays() {
        Machine packed = machine(Map.of("swap-backend", "zram")); // whose writes end at once
        Process owner = packed.newProcess();
        long memory = owner.mmap(BYTES, "rw-");
        writeAll(owner, memory);
        assertThat(owner.calls().madvise(memory, BYTES, Advice.PAGEOUT.number()))
                .isZero();
        owner.mbind(memory, BYTES, "bind:2", 0);
        for (int page = 0; page < PAGES; page++) {
            assertThat(nodeOf(packed, owner, memory + (long) page * PAGE)).isEqualTo(2);
            assertThat(owner.read(memory + (long) page * PAGE)).isEqualTo(page);
        }
    }

    @Test
    void hugePagesFollowThePolicyAndMoveWhole() {
        Machine huge = machine(Map.of("thp", "always"));
        Process owner = huge.newProcess();
        long extent = 2L << 20;
        long memory = owner.mmap(0x4000_0000L, 2 * extent, "rw-", MapFlags.PRIVATE | MapFlags.ANONYMOUS, null, 0);
        owner.mbind(memory, extent, "bind:1", 0);
        owner.write(memory, 1);
        owner.write(memory + extent, 2);
        assertThat(nodeOf(huge, owner, memory)).isEqualTo(1);
        assertThat(nodeOf(huge, owner, memory + extent)).isZero();
        assertThat(owner.mbind(memory, 2 * extent, "bind:2", MbindFlags.MOVE | MbindFlags.STRICT))
                .isZero();
        assertThat(nodeOf(huge, owner, memory + extent - 1)).isEqualTo(2);
        assertThat(nodeOf(huge, owner, memory + extent)).isEqualTo(2);
        assertThat(owner.read(memory + extent)).isEqualTo(2);
    }

    @Test
    void getMempolicyTellsPolicyNodesAndNode() {
        long memory = process.mmap(BYTES, "rw-");
        process.mbind(memory, BYTES, "bind:1-2", 0);
        var answer = process.calls().getMempolicy(memory, MPOL_F_ADDR);
        assertThat(answer.policy()).isEqualTo(Mempolicy.Mode.BIND.number());
        assertThat(answer.nodes()).isEqualTo(0b110);
        process.write(memory, 1);
        assertThat(process.calls()
                        .getMempolicy(memory, MPOL_F_ADDR | MPOL_F_NODE)
                        .policy())
                .isIn(1, 2);
        assertThat(process.calls().getMempolicy(memory, 0).result()).isEqualTo(Errno.EINVAL.result());
        assertThat(process.calls().getMempolicy(0x4000_0000L, MPOL_F_ADDR).result())
                .isEqualTo(Errno.EFAULT.result());
        assertThat(process.calls().getMempolicy(0, MPOL_F_NODE).result()).isEqualTo(Errno.EINVAL.result());
        assertThat(process.calls().setMempolicy(Mempolicy.Mode.INTERLEAVE.number(), 0b110))
                .isZero();
        assertThat(process.calls().getMempolicy(0, MPOL_F_NODE).policy()).isEqualTo(1);
    }
}
