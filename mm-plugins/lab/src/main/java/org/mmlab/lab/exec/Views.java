package org.mmlab.lab.exec;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.kit.view.ProcFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.proc.MapsText;
import org.mmlab.virtual.view.NumaMapsText;
import org.mmlab.virtual.view.Smaps;
import org.mmlab.virtual.view.SmapsText;
import org.mmlab.virtual.view.StatusText;

/** The views that a script can show: files of {@code /proc/PID} of a process, and of {@code /proc} of the machine. */
public final class Views {
    private static final List<String> OF_PROCESS =
            List.of("maps", "smaps", "smaps_rollup", "status", "pagemap", "numa_maps");

    private final Machine machine;

    /** Views of a machine. */
    public Views(Machine machine) {
        this.machine = machine;
    }

    /** The names of the views of a process. */
    static List<String> ofProcess() {
        return OF_PROCESS;
    }

    /** The names of all views, those of a process first. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(OF_PROCESS);
        names.addAll(ProcFile.names());
        return names;
    }

    /** Whether a view is one of a process. */
    public static boolean isOfProcess(String name) {
        return OF_PROCESS.contains(name);
    }

    /** Whether a view of a process can be shown of one area alone. */
    public static boolean isByArea(String name) {
        return isOfProcess(name) && !name.equals("smaps_rollup") && !name.equals("status");
    }

    /** A view of a process, of one of its areas or of all where {@code area} is null. */
    public String of(Process process, String name, @Nullable Vma area) {
        var mm = process.calls().space();
        var paging = machine.paging();
        return switch (name) {
            case "maps" -> area == null ? MapsText.of(mm) : MapsText.line(area) + "\n";
            case "smaps" -> area == null ? smaps().of(mm) : smaps().of(area);
            case "smaps_rollup" -> smaps().rollup(mm);
            case "status" -> StatusText.of(process.pages());
            case "pagemap" -> new PagemapText(machine).of(process, area);
            case "numa_maps" -> {
                NumaMapsText text = new NumaMapsText(paging.paging(), paging.huge(), machine.memory());
                yield area == null ? text.of(mm) : text.of(area);
            }
            default -> throw new IllegalArgumentException("view '" + name + "' is not one of " + OF_PROCESS);
        };
    }

    /** A view of the machine. */
    public String of(String name) {
        return ProcFile.named(name)
                .orElseThrow(() -> new IllegalArgumentException("view '" + name + "' is not one of " + names()))
                .of(machine);
    }

    private SmapsText smaps() {
        Smaps totals = new Smaps(machine.paging().paging(), machine.paging().huge());
        return new SmapsText(totals, machine.paging().huge(), machine.paging().hugePolicy());
    }
}
