package org.mmlab.virtual.pagetable.x86;

import java.util.List;
import org.mmlab.api.plugin.PolicySpec;

/** x86-64 with 4 levels and 48-bit virtual addresses: pgd, pud, pmd, pte. The default format. */
@PolicySpec(
        name = "x86-64-4level",
        doc = "x86-64, 4 levels, 48-bit virtual addresses, 2 MiB and 1 GiB pages (Intel SDM 3, 4.5)")
public final class X8664FourLevelFormat extends LongModeFormat {
    /** The format; it has no parameters. */
    public X8664FourLevelFormat() {
        super(List.of("pte", "pmd", "pud", "pgd"));
    }
}
