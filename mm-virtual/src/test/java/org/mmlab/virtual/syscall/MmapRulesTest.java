package org.mmlab.virtual.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.virtual.syscall.Spaces.BASE;
import static org.mmlab.virtual.syscall.Spaces.PAGE;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.virtual.mm.Errno;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;

/** What mmap says of flags and offsets, and what is left of the range where it says no. */
class MmapRulesTest {
    private static final long RW = Prot.READ | Prot.WRITE;
    private static final long ANON = MapFlags.PRIVATE | MapFlags.ANONYMOUS;
    private static final long GIB = 1L << 30;

    private final Spaces spaces = Spaces.of(KernelVersion.V6_18);
    private final MemoryCalls calls = spaces.process();

    @Test
    void aDiskRefusesSyncWhenTheRangeIsEmptyAlready() {
        OpenFile file = spaces.diskFile();
        for (long type : new long[] {MapFlags.PRIVATE, MapFlags.SHARED, MapFlags.SHARED_VALIDATE}) {
            calls.mmap(BASE, 8 * PAGE, RW, ANON | MapFlags.FIXED, null, 0);
            long flags = type | MapFlags.FIXED | MapFlags.SYNC;
            assertThat(calls.mmap(BASE + 2 * PAGE, 4 * PAGE, RW, flags, file, 0))
                    .isEqualTo(Errno.EOPNOTSUPP.result());
            assertThat(calls.space().intersection(BASE + 2 * PAGE, BASE + 6 * PAGE))
                    .isNull();
            assertThat(calls.space().counters().total()).isEqualTo(4);
            assertThat(spaces.system().commit().committedPages()).isEqualTo(4);
        }
    }

    @Test
    void tmpfsDoesNotKnowSyncAndLeavesTheRangeAlone() {
        OpenFile file = spaces.file();
        calls.mmap(BASE, 4 * PAGE, RW, ANON | MapFlags.FIXED, null, 0);
        long flags = MapFlags.FIXED | MapFlags.SYNC;
        assertThat(calls.mmap(BASE, PAGE, RW, flags | MapFlags.SHARED_VALIDATE, file, 0))
                .isEqualTo(Errno.EOPNOTSUPP.result());
        assertThat(calls.space().areaCount()).isEqualTo(1);
        assertThat(calls.mmap(BASE, PAGE, RW, flags | MapFlags.PRIVATE, file, 0))
                .isEqualTo(BASE);
        assertThat(calls.space().lookup(BASE).has(VmFlags.SYNC)).isTrue();
    }

    @Test
    void theEmptyPoolOfHugePagesEmptiesTheRange() {
        long flags = ANON | MapFlags.HUGETLB;
        long huge = 2L << 20;
        calls.mmap(BASE, 2 * huge, RW, ANON | MapFlags.FIXED, null, 0);
        assertThat(calls.mmap(0, 0, RW, flags, null, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mmap(0, PAGE, RW, flags, null, 0)).isEqualTo(Errno.ENOMEM.result());
        assertThat(calls.mmap(0, PAGE, RW, flags | 22L << 26, null, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mmap(0, PAGE, RW, flags | MapFlags.GROWSDOWN, null, 0)).isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mmap(BASE + PAGE, PAGE, RW, flags | MapFlags.FIXED, null, 0))
                .as("not on a boundary")
                .isEqualTo(Errno.EINVAL.result());
        assertThat(calls.mmap(BASE, PAGE, RW, flags | MapFlags.FIXED_NOREPLACE, null, 0))
                .isEqualTo(Errno.EEXIST.result());
        assertThat(calls.space().counters().total()).isEqualTo(1024);
        assertThat(calls.mmap(BASE, PAGE, RW, flags | MapFlags.FIXED, null, 0)).isEqualTo(Errno.ENOMEM.result());
        assertThat(calls.space().counters().total()).isEqualTo(512);
        assertThat(calls.space().lookup(BASE)).isNull();
        assertThat(calls.mmap(BASE, PAGE, RW, flags | MapFlags.FIXED, null, PAGE))
                .as("offset not on a boundary")
                .isEqualTo(Errno.EINVAL.result());
        calls.mseal(BASE + huge, PAGE, 0);
        assertThat(calls.mmap(BASE + huge, PAGE, RW, flags | MapFlags.FIXED, null, 0))
                .isEqualTo(Errno.EPERM.result());
    }

    @Test
    void offsetsReachToTheLargestFileOfAll() {
        OpenFile file = spaces.diskFile();
        long flags = MapFlags.PRIVATE | MapFlags.FIXED;
        assertThat(calls.mmap(BASE, PAGE, RW, flags, file, Long.MAX_VALUE - 2 * PAGE + 1))
                .isEqualTo(BASE);
        assertThat(calls.mmap(BASE, 2 * PAGE, RW, flags, file, Long.MAX_VALUE - 2 * PAGE + 1))
                .isEqualTo(Errno.EOVERFLOW.result());
    }

    @Test
    void hintsAboveTwoGibibytesAreNotFollowedForTheLowArea() {
        long flags = ANON | MapFlags.BELOW_2G;
        assertThat(calls.mmap(BASE, PAGE, RW, flags, null, 0)).isEqualTo(GIB);
        assertThat(calls.mmap(2 * GIB - 3 * PAGE, 4 * PAGE, RW, flags, null, 0)).isEqualTo(GIB + PAGE);
        assertThat(calls.mmap(2 * GIB - PAGE, PAGE, RW, flags, null, 0)).isEqualTo(2 * GIB - PAGE);
        assertThat(calls.mmap(GIB / 2, PAGE, RW, flags, null, 0))
                .as("a hint below where the search begins")
                .isEqualTo(GIB / 2);
    }
}
