package org.mmlab.virtual.proc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.virtual.mm.VmFlags;

/** The codes of VmFlags stand in the order of the kernel's bits. */
class VmFlagCodesTest {
    @Test
    void areInTheOrderOfTheirBits() {
        long stack = VmFlags.READ
                | VmFlags.WRITE
                | VmFlags.MAYREAD
                | VmFlags.MAYWRITE
                | VmFlags.MAYEXEC
                | VmFlags.GROWSDOWN
                | VmFlags.ACCOUNT
                | VmFlags.LOCKED_MASK
                | VmFlags.SEALED
                | VmFlags.NOHUGEPAGE;
        assertThat(VmFlagCodes.text(stack)).isEqualTo("rd wr mr mw me gd lo lf ac nh sl");
        assertThat(VmFlagCodes.text(0)).isEmpty();
    }
}
