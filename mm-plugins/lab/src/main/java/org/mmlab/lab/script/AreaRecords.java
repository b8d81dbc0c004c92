package org.mmlab.lab.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.proc.MapsText;
import org.mmlab.virtual.proc.VmFlagCodes;

/** Records the areas of a script's processes; numbers shared anonymous objects in the order in which they are first seen. */
public final class AreaRecords {
    private final ScriptRun run;
    private final Map<FileMapping, String> shared = new HashMap<>(); // by object: numbers are used again

    /** No object was seen yet. */
    public AreaRecords(ScriptRun run) {
        this.run = run;
    }

    /** The areas of a process within the script's part of the address space, in the order of their addresses. */
    public List<AreaRecord> of(ScriptProcess process) {
        List<AreaRecord> records = new ArrayList<>();
        @VirtAddr long end = run.base() + run.space().bytes();
        for (Vma vma = process.mm().find(run.base());
                vma != null && Addresses.below(vma.start(), end);
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
        FileMapping mapping = file.mapping();
        return mapping.isNameless()
                ? shared.computeIfAbsent(mapping, key -> "s" + shared.size())
                : run.files().nameOf(mapping.file());
    }
}
