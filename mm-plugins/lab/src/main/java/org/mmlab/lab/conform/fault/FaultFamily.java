package org.mmlab.lab.conform.fault;

import java.io.IOException;
import java.util.Map;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorSource;

/** The family {@code fault}: page faults, signals and page states of Linux 6.18 without swap. */
public final class FaultFamily implements VectorFamily {
    /** The machine that the vectors were recorded on, as far as scripts can tell. */
    private static final MachineSpec SPEC =
            MachineSpec.of(Map.of("kernel", "6.18", "ram", "256M", "thp", "madvise", "swap", "0"));

    @Override
    public String name() {
        return "fault";
    }

    @Override
    public String description() {
        return "page faults: what each touch and call did, page states, smaps totals and cached pages after it";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        new PageScripts(FaultFamily::machine).replay(source, report);
    }

    private static Machine machine() {
        return MachineFactory.create(SPEC);
    }
}
