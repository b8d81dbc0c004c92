package org.mmlab.virtual.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.virtual.syscall.Spaces.BASE;
import static org.mmlab.virtual.syscall.Spaces.PAGE;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.virtual.index.MapleVmaIndex;
import org.mmlab.virtual.mm.Capability;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Rlimits.Resource;
import org.mmlab.virtual.mm.VmSettings;
import org.mmlab.virtual.mm.VmSettings.Overcommit;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.vma.StackGrowth;

/** What limits refuse, and what a refused call leaves behind. */
class LimitsTest {
    private static final long RW = Prot.READ | Prot.WRITE;
    private static final long ANON = MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED;
    private static final int ENOMEM = Errno.ENOMEM.result();

    private static Spaces spaces(Overcommit mode, long ramPages) {
        return new Spaces(VmSettings.defaults(KernelVersion.V6_18, ramPages).with(mode), MapleVmaIndex::new);
    }

    @Test
    void guessingRefusesMoreThanThereIs() {
        MemoryCalls calls = spaces(Overcommit.GUESS, 100).process();
        assertThat(calls.mmap(BASE, 101 * PAGE, RW, ANON, null, 0)).isEqualTo(ENOMEM);
        assertThat(calls.mmap(BASE, 100 * PAGE, RW, ANON, null, 0)).isEqualTo(BASE);
        assertThat(calls.mmap(BASE + 100 * PAGE, 100 * PAGE, RW, ANON, null, 0)).isPositive();
        assertThat(calls.mmap(BASE + 300 * PAGE, 300 * PAGE, RW, ANON | MapFlags.NORESERVE, null, 0))
                .isPositive();
    }

    @Test
    void strictAccountingNeverPromisesMoreThanTheLimit() {
        Spaces spaces = spaces(Overcommit.NEVER, 200); // limit 100
        MemoryCalls calls = spaces.process();
        assertThat(calls.mmap(BASE, 60 * PAGE, RW, ANON, null, 0)).isEqualTo(BASE);
        assertThat(calls.mmap(BASE + 60 * PAGE, 60 * PAGE, RW, ANON, null, 0)).isEqualTo(ENOMEM);
        assertThat(calls.mmap(BASE + 60 * PAGE, 60 * PAGE, Prot.READ, ANON, null, 0))
                .isPositive();
        assertThat(calls.mprotect(BASE + 60 * PAGE, 60 * PAGE, RW)).isEqualTo(ENOMEM);
        assertThat(calls.mremap(BASE, 60 * PAGE, 120 * PAGE, Mremap.MAYMOVE, 0)).isEqualTo(ENOMEM);
        assertThat(calls.fork(1)).isNull();
        assertThat(spaces.system().commit().committedPages()).isEqualTo(60);
        calls.munmap(BASE, 60 * PAGE);
        assertThat(spaces.system().commit().committedPages()).isZero();
    }

    @Test
    void sharedMemoryIsChargedUntilItsLastAreaGoes() {
        Spaces spaces = spaces(Overcommit.NEVER, 200);
        MemoryCalls calls = spaces.process();
        long flags = MapFlags.SHARED | MapFlags.ANONYMOUS | MapFlags.FIXED;
        assertThat(calls.mmap(BASE, 40 * PAGE, RW, flags, null, 0)).isEqualTo(BASE);
        calls.munmap(BASE, 10 * PAGE);
        assertThat(spaces.system().commit().committedPages()).isEqualTo(40);
        calls.munmap(BASE, 40 * PAGE);
        assertThat(spaces.system().commit().committedPages()).isZero();
    }

    @Test
    void tooManyAreasLeaveTheFirstCut() {
        VmSettings settings = VmSettings.defaults(KernelVersion.V6_18, 1 << 20)
                .withMaxMapCount(4)
                .with(Overcommit.ALWAYS);
        MemoryCalls calls = new Spaces(settings, MapleVmaIndex::new).process();
        calls.mmap(BASE, 8 * PAGE, RW, ANON, null, 0);
        assertThat(calls.mprotect(BASE + PAGE, PAGE, Prot.READ)).isZero();
        assertThat(calls.mprotect(BASE + 4 * PAGE, PAGE, Prot.READ)).isEqualTo(ENOMEM);
        assertThat(calls.space().areaCount()).isEqualTo(4);
        assertThat(calls.munmap(BASE + 5 * PAGE, PAGE)).as("needs a fifth area").isEqualTo(ENOMEM);
        assertThat(calls.munmap(BASE + 4 * PAGE, PAGE)).isZero();
    }

    @Test
    void rlimitsCountPages() {
        MemoryCalls calls = spaces(Overcommit.ALWAYS, 1 << 20).process();
        calls.setRlimit(Resource.AS, 10 * PAGE + 5);
        assertThat(calls.mmap(BASE, 11 * PAGE, Prot.READ, ANON, null, 0)).isEqualTo(ENOMEM);
        assertThat(calls.mmap(BASE, 10 * PAGE, Prot.READ, ANON, null, 0)).isEqualTo(BASE);
        assertThat(calls.mmap(BASE, 10 * PAGE, Prot.READ, ANON, null, 0))
                .as("in place of itself")
                .isEqualTo(BASE);
        calls.setRlimit(Resource.AS, -1);
        calls.setRlimit(Resource.DATA, 4 * PAGE);
        assertThat(calls.mprotect(BASE, 5 * PAGE, RW)).isEqualTo(ENOMEM);
        assertThat(calls.mprotect(BASE, 4 * PAGE, RW)).isZero();
        assertThat(calls.space().counters().data()).isEqualTo(4);
    }

    @Test
    void onlyThePrivilegedRaiseHardLimits() {
        MemoryCalls calls = spaces(Overcommit.ALWAYS, 1 << 20).process();
        assertThat(calls.setRlimit(Resource.MEMLOCK, 64 << 20)).isZero();
        assertThat(calls.setRlimit(Resource.MEMLOCK, 4 * PAGE)).isZero();
        calls.space().dropCapability(Capability.SYS_RESOURCE);
        assertThat(calls.setRlimit(Resource.MEMLOCK, 5 * PAGE)).isEqualTo(Errno.EPERM.result());
        assertThat(calls.space().rlimits().get(Resource.MEMLOCK)).isEqualTo(4 * PAGE);
        assertThat(calls.setRlimit(Resource.MEMLOCK, 4 * PAGE)).as("no raise").isZero();
        assertThat(calls.fork(1).rlimits().isRaise(Resource.MEMLOCK, 5 * PAGE)).isTrue();
        assertThat(calls.setRlimit(Resource.MEMLOCK, 3 * PAGE)).isZero();
        assertThat(calls.setRlimit(Resource.MEMLOCK, 4 * PAGE)).isEqualTo(Errno.EPERM.result());
        assertThat(calls.setRlimit(Resource.STACK, 64 << 20))
                .as("8 MiB of stack are a soft limit")
                .isZero();
    }

    @Test
    void aStackKeepsItsDistanceFromWhatCanBeTouched() {
        MemoryCalls calls = spaces(Overcommit.ALWAYS, 1 << 20).process();
        long stack = BASE + 1000 * PAGE;
        calls.mmap(stack, 4 * PAGE, RW, ANON | MapFlags.GROWSDOWN, null, 0);
        Vma vma = calls.space().lookup(stack);
        calls.mmap(BASE + 500 * PAGE, PAGE, Prot.READ, ANON, null, 0);
        assertThat(StackGrowth.expandTo(vma, BASE + 756 * PAGE)).isEqualTo(ENOMEM);
        assertThat(StackGrowth.expandTo(vma, BASE + 757 * PAGE + 8)).isZero();
        assertThat(vma.start()).isEqualTo(BASE + 757 * PAGE);
        assertThat(vma.pageOffset()).isEqualTo((BASE + 757 * PAGE) >>> 12);
        calls.mprotect(BASE + 500 * PAGE, PAGE, Prot.NONE);
        assertThat(StackGrowth.expandTo(vma, BASE + 501 * PAGE)).isZero();
        assertThat(calls.space().counters().stack()).isEqualTo(503);
        calls.setRlimit(Resource.STACK, 600 * PAGE);
        calls.munmap(BASE + 500 * PAGE, PAGE);
        assertThat(StackGrowth.expandTo(vma, BASE + 403 * PAGE)).isEqualTo(ENOMEM);
    }

    @Test
    void aNonLinearMappingIsMadeOfAreas() {
        Spaces spaces = spaces(Overcommit.ALWAYS, 1 << 20);
        MemoryCalls calls = spaces.process();
        OpenFile file = spaces.file();
        long shared = MapFlags.SHARED | MapFlags.FIXED;
        calls.mmap(BASE, 8 * PAGE, RW, shared, file, 0);
        assertThat(calls.remapFilePages(BASE + 2 * PAGE, PAGE, 0, 7, 0)).isZero();
        assertThat(calls.space().areaCount()).isEqualTo(3);
        assertThat(calls.space().lookup(BASE + 2 * PAGE).pageOffset()).isEqualTo(7);
        assertThat(calls.remapFilePages(BASE + 2 * PAGE, PAGE, 0, 2, 0)).isZero();
        assertThat(calls.space().areaCount()).isEqualTo(1);
        assertThat(calls.remapFilePages(BASE, PAGE, Prot.READ, 2, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.remapFilePages(BASE + 20 * PAGE, PAGE, 0, 2, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(file.references()).isEqualTo(2);
    }
}
