package org.mmlab.virtual.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.virtual.syscall.Spaces.BASE;
import static org.mmlab.virtual.syscall.Spaces.PAGE;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.proc.MapsText;

/** {@code /proc/PID/maps} as the kernel prints it, to the column. */
class MapsTextTest {
    @Test
    void hasTheKernelsColumns() {
        Spaces spaces = Spaces.of(KernelVersion.V6_18);
        MemoryCalls calls = spaces.process();
        OpenFile file = spaces.file();
        calls.brk(0x400000 + 5);
        calls.mmap(BASE, 2 * PAGE, Prot.READ | Prot.EXEC, MapFlags.SHARED | MapFlags.FIXED, file, 3 * PAGE);
        calls.mmap(BASE + 4 * PAGE, PAGE, Prot.NONE, MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED, null, 0);
        assertThat(MapsText.of(calls.space())).isEqualTo("""
                        00400000-00401000 rw-p 00000000 00:00 0                                  [heap]
                        100000000-100002000 r-xs 00003000 00:01 1                                file 1
                        100004000-100005000 ---p 00000000 00:00 0\s
                        """);
    }
}
