package org.mmlab.lab.conform.swap;

import java.io.IOException;
import java.util.Map;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorSource;
import org.mmlab.lab.conform.fault.PageScripts;

/** The family {@code swap}: MADV_PAGEOUT and swap-in faults of Linux 6.18 on zram. */
public final class SwapFamily implements VectorFamily {
    private static final MachineSpec SPEC = MachineSpec.of(
            Map.of("kernel", "6.18", "ram", "256M", "thp", "madvise", "swap", "256M", "swap-backend", "zram"));

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public String description() {
        return "swap on zram: page-out by advice, swap-in faults, page states and totals";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        new PageScripts(SwapFamily::machine).replay(source, report);
    }

    private static Machine machine() {
        return MachineFactory.create(SPEC);
    }
}
