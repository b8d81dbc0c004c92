package org.mmlab.virtual.pagetable.mips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mmlab.api.translation.Protection;
import org.mmlab.api.translation.PteBit;
import org.mmlab.api.translation.PteCodec;

class MipsEntryBitsTest {
    private final PteCodec codec = new MipsSoftFormat().codec();

    @Property
    void theTlbSeesValidWhereAccessedAndDirtyWhereModifiedAndWritable(
            @ForAll @IntRange(max = Protection.MASK) int rights,
            @ForAll @Size(max = 8) List<@IntRange(max = 6) Integer> changes) {
        long pte = codec.make(0x123, codec.protection(rights));
        for (int change : changes) {
            pte = switch (change) {
                case 0 -> codec.mkYoung(pte);
                case 1 -> codec.mkOld(pte);
                case 2 -> codec.mkDirty(pte);
                case 3 -> codec.mkClean(pte);
                case 4 -> codec.mkWrite(pte);
                case 5 -> codec.wrProtect(pte);
                default -> codec.modify(pte, codec.protection(rights ^ Protection.WRITE));
            };
            assertThat(codec.test(pte, PteBit.VALID)).isEqualTo(codec.isYoung(pte) && !codec.test(pte, PteBit.NO_READ));
            assertThat(codec.test(pte, PteBit.TLB_DIRTY)).isEqualTo(codec.isDirty(pte) && codec.isWrite(pte));
            assertThat(codec.pfn(pte)).isEqualTo(0x123);
        }
    }
}
