package org.mmlab.lab.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.proc.MapsText;
import org.mmlab.virtual.proc.VmFlagCodes;

/** Records the areas of a script's processes; numbers shared anonymous objects in the order in which they are first seen. */
public final class AreaRecords {
    private final ScriptRun run;
    private final Map<Integer, String> shared = new LinkedHashMap<>();

    /** No object was seen yet. */
    public AreaRecords(ScriptRun run) {
        this.run = run;
    }

    /** The areas of a process, in the order of their addresses. */
    public List<AreaRecord> of(ScriptProcess process) {
        List<AreaRecord> records = new ArrayList<>();
        for (Vma vma = process.mm().find(Addresses.virt(0));
                vma != null;
                vma = process.mm().next(vma)) {
            records.add(of(vma));
        }
        return records;
    }

    private AreaRecord of(Vma vma) {
        OpenFile file = vma.file();
        return new AreaRecord(
                run.offset(Addresses.rawVirt(vma.start())),
                run.offset(Addresses.rawVirt(vma.end())),
                MapsText.rights(vma),
                file == null ? 0 : vma.pageOffset() << Addresses.PAGE_SHIFT,
                backing(vma, file),
                VmFlagCodes.text(vma.flags()));
    }

    private String backing(Vma vma, @Nullable OpenFile file) {
        if (file == null) {
            return MapsText.isHeap(vma) ? "heap" : "anon";
        }
        int number = file.mapping().file();
        String name = run.files().nameOf(number);
        return name.isEmpty() ? shared.computeIfAbsent(number, key -> "s" + shared.size()) : name;
    }
}
