package org.mmlab.virtual.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.virtual.syscall.Spaces.BASE;
import static org.mmlab.virtual.syscall.Spaces.PAGE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmlab.api.KernelVersion;
import org.mmlab.virtual.anon.AnonVmas;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** Rules that changed between releases, each way round. */
class KernelRulesTest {
    private static final long RW = Prot.READ | Prot.WRITE;
    private static final long ANON = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;

    private static final long KEEP = Mremap.MAYMOVE | Mremap.FIXED | Mremap.DONTUNMAP;

    private static MemoryCalls process(KernelVersion kernel) {
        return Spaces.of(kernel).process();
    }

    private static void map(MemoryCalls calls, int page, int pages, long prot) {
        assertThat(calls.mmap(BASE + page * PAGE, pages * PAGE, prot, ANON, null, 0))
                .isPositive();
    }

    private static void touch(MemoryCalls calls, int page) {
        Vma vma = calls.space().lookup(BASE + page * PAGE);
        assertThat(vma).isNotNull();
        AnonVmas.prepare(vma);
    }

    /** The upper area is touched and then becomes equal to the lower one, which was not. */
    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void anUntouchedAreaTakesOverAnAnonVmaSince618(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 4, Prot.READ | Prot.WRITE | Prot.EXEC);
        map(calls, 4, 4, RW);
        touch(calls, 4);
        calls.mprotect(BASE + 4 * PAGE, 4 * PAGE, RW | Prot.EXEC);
        assertThat(calls.space().areaCount()).isEqualTo(kernel.atLeast(KernelVersion.V6_18) ? 1 : 2);
        assertThat(calls.space().lookup(BASE + 4 * PAGE).anonVma()).isNotNull();
    }

    /** As before, but it is a part of the lower area, touched while it was read-only neighbour of the upper one. */
    @Test
    void anUntouchedAreaAboveTakesOverTheAnonVmaWithThePages() {
        MemoryCalls calls = process(KernelVersion.V6_18);
        map(calls, 0, 4, RW);
        touch(calls, 3);
        calls.mprotect(BASE, 4 * PAGE, Prot.READ);
        map(calls, 4, 4, RW);
        calls.mprotect(BASE + 2 * PAGE, 2 * PAGE, RW);
        assertThat(calls.space().areaCount()).isEqualTo(2);
        Vma upper = calls.space().lookup(BASE + 3 * PAGE);
        assertThat(upper.pages()).isEqualTo(6);
        assertThat(upper.anonVma())
                .isSameAs(calls.space().lookup(BASE).anonVma())
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void oneCallMovesSeveralAreasSince618(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 2, RW);
        map(calls, 2, 2, Prot.READ);
        map(calls, 20, 1, Prot.READ);
        long result = calls.mremap(BASE, 4 * PAGE, 4 * PAGE, Mremap.MAYMOVE | Mremap.FIXED, BASE + 20 * PAGE);
        AddressSpace mm = calls.space();
        if (kernel.atLeast(KernelVersion.V6_18)) {
            assertThat(result).isEqualTo(BASE + 20 * PAGE);
            assertThat(mm.lookup(BASE + 22 * PAGE).flags() & VmFlags.WRITE).isZero();
            assertThat(mm.lookup(BASE)).isNull();
        } else {
            assertThat(result).isEqualTo(Errno.EFAULT.result());
            assertThat(mm.lookup(BASE + 20 * PAGE))
                    .as("the target, emptied before the check")
                    .isNull();
            assertThat(mm.lookup(BASE)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void guardsMarkTheWholeAreaSince618(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 4, RW);
        int result = calls.madvise(BASE + PAGE, PAGE, Advice.GUARD_INSTALL.number());
        Vma vma = calls.space().lookup(BASE);
        if (!kernel.atLeast(KernelVersion.V6_18)) {
            assertThat(result).isEqualTo(Errno.EINVAL.result());
            return;
        }
        assertThat(result).isZero();
        assertThat(vma.pages()).isEqualTo(4);
        map(calls, 4, 4, RW);
        assertThat(calls.space().areaCount()).as("a guard hinders no merge").isEqualTo(1);
        calls.mprotect(BASE + 6 * PAGE, PAGE, Prot.READ);
        assertThat(calls.space().lookup(BASE + 7 * PAGE).has(VmFlags.MAYBE_GUARD))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void msealCameAfter61(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 4, RW);
        boolean known = kernel.atLeast(KernelVersion.V6_12);
        assertThat(calls.mseal(BASE, PAGE, 0)).isEqualTo(known ? 0 : Errno.ENOSYS.result());
        assertThat(calls.munmap(BASE, PAGE)).isEqualTo(known ? Errno.EPERM.result() : 0);
    }

    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void anonymousMemoryIsAlignedToHugePagesAfter61(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        long flags = MapFlags.PRIVATE | MapFlags.ANONYMOUS;
        long small = calls.mmap(0, PAGE, RW, flags, null, 0);
        long big = calls.mmap(0, 2L << 20, Prot.READ, flags, null, 0);
        boolean aligned = kernel.atLeast(KernelVersion.V6_12);
        assertThat(big % (2L << 20) == 0).isEqualTo(aligned);
        assertThat(big + (2L << 20) == small).isEqualTo(!aligned);
    }

    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void advisedAreasCanKeepHugePagesSince618(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        boolean known = kernel.atLeast(KernelVersion.V6_18);
        assertThat(calls.disableHugePages(1, 2)).isEqualTo(known ? 0 : Errno.EINVAL.result());
        assertThat(calls.space().hugePages())
                .isEqualTo(known ? AddressSpace.HugePages.ADVISED_ONLY : AddressSpace.HugePages.ENABLED);
        assertThat(calls.disableHugePages(0, 2)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.disableHugePages(0, 0)).isZero();
    }

    /** The lower half of an untouched area is copied behind its end. */
    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void anUntouchedAreaBecomesOneWithItsOwnCopySince618(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 4, RW);
        calls.mlock2(BASE, 4 * PAGE, Mlock.ONFAULT);
        assertThat(calls.mremap(BASE, 2 * PAGE, 2 * PAGE, KEEP, BASE + 4 * PAGE))
                .isEqualTo(BASE + 4 * PAGE);
        AddressSpace mm = calls.space();
        boolean one = kernel.atLeast(KernelVersion.V6_18);
        assertThat(mm.areaCount()).isEqualTo(one ? 1 : 2);
        assertThat(mm.lookup(BASE).has(VmFlags.LOCKED)).isFalse();
        assertThat(mm.lookup(BASE + 4 * PAGE).has(VmFlags.LOCKED)).isEqualTo(!one);
        assertThat(mm.counters().total()).isEqualTo(6);
    }

    /** Where the source loses its lock, what it counted stays; the copy was not counted up to 6.12. */
    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void lockedPagesThatStayBehindAreCountedUntilTheEnd(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 8, RW);
        touch(calls, 0);
        calls.mlock(BASE, 8 * PAGE);
        calls.mremap(BASE, 2 * PAGE, 2 * PAGE, KEEP, BASE + 20 * PAGE);
        long locked = kernel.atLeast(KernelVersion.V6_18) ? 10 : 8;
        assertThat(calls.space().counters().locked()).isEqualTo(locked);
        calls.munmap(BASE, 8 * PAGE);
        assertThat(calls.space().counters().locked()).isEqualTo(locked);
        calls.munmap(BASE + 20 * PAGE, 2 * PAGE);
        assertThat(calls.space().counters().locked()).isEqualTo(locked - 2);
        assertThat(calls.space().counters().staleLocked()).isEqualTo(locked - 2);
    }

    /** A touched area is moved, which keeps its offsets, and then moved again without being unmapped, which empties it. */
    @ParameterizedTest
    @EnumSource(KernelVersion.class)
    void anEmptiedAreaBeginsItsOffsetsAnewInStable612(KernelVersion kernel) {
        MemoryCalls calls = process(kernel);
        map(calls, 0, 2, RW);
        touch(calls, 0);
        calls.mremap(BASE, 2 * PAGE, 2 * PAGE, Mremap.MAYMOVE | Mremap.FIXED, BASE + 20 * PAGE);
        calls.mremap(BASE + 20 * PAGE, 2 * PAGE, 2 * PAGE, KEEP, BASE + 40 * PAGE);
        map(calls, 22, 1, RW);
        boolean merges = !kernel.atLeast(KernelVersion.V6_18);
        assertThat(calls.space().lookup(BASE + 22 * PAGE).start()).isEqualTo(BASE + (merges ? 20 : 22) * PAGE);
        assertThat(calls.space().lookup(BASE + 20 * PAGE).anonVma()).isNull();
    }

    @Test
    void droppableMemoryIsNeverLocked() {
        MemoryCalls calls = process(KernelVersion.V6_18);
        calls.mlockall(Mlock.FUTURE);
        long flags = MapFlags.DROPPABLE | MapFlags.ANONYMOUS | MapFlags.FIXED;
        assertThat(calls.mmap(BASE, 4 * PAGE, RW, flags, null, 0)).isEqualTo(BASE);
        assertThat(calls.space().lookup(BASE).has(VmFlags.LOCKED)).isFalse();
        assertThat(calls.mlock(BASE, 4 * PAGE)).isZero();
        assertThat(calls.space().lookup(BASE).has(VmFlags.LOCKED)).isFalse();
        assertThat(calls.space().counters().locked()).isZero();
    }
}
