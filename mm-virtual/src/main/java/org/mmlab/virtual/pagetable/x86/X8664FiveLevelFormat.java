package org.mmlab.virtual.pagetable.x86;

import java.util.List;
import org.mmlab.api.plugin.PolicySpec;

/** x86-64 with 5 levels and 57-bit virtual addresses: pgd, p4d, pud, pmd, pte. */
@PolicySpec(
        name = "x86-64-5level",
        doc = "x86-64, 5 levels, 57-bit virtual addresses, 2 MiB and 1 GiB pages (Intel SDM 3, 4.5)")
public final class X8664FiveLevelFormat extends LongModeFormat {
    /** The format; it has no parameters. */
    public X8664FiveLevelFormat() {
        super(List.of("pte", "pmd", "pud", "p4d", "pgd"));
    }
}
