package org.mmlab.lab.script;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.virtual.mm.OpenFile;

/** The files of a script, made and filled before its first step. */
public final class ScriptFiles {
    private final Machine machine;
    private final PageCache cache;
    private final Map<String, OpenFile> byName = new LinkedHashMap<>();
    private final Map<Integer, String> byFile = new LinkedHashMap<>();

    ScriptFiles(Machine machine, List<ScriptFile> files) {
        this.machine = machine;
        this.cache = machine.virtual().files().cache();
        for (ScriptFile file : files) {
            add(file);
        }
    }

    /** Makes one more file, or opens one again under another name, while the script runs. */
    public void add(ScriptFile file) {
        OpenFile same = byName.get(file.sameAs());
        int number = same == null ? make(file) : same.mapping().file();
        byName.put(file.name(), machine.virtual().files().open(number, file.mode()));
        byFile.putIfAbsent(number, file.name());
    }

    /** The names under which files are open, in the order of their opening. */
    public Set<String> opened() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Written a page at a time, then synced; a cold file is dropped from the cache. */
    private int make(ScriptFile file) {
        int number = cache.create("/" + file.name(), file.kind(), file.bytes());
        byte[] page = new byte[Addresses.PAGE_SIZE];
        for (long offset = 0; offset < file.writtenBytes(); offset += Addresses.PAGE_SIZE) {
            Arrays.fill(page, file.contentsOf(offset >>> Addresses.PAGE_SHIFT));
            cache.write(number, offset, page, 0, (int) Math.min(page.length, file.writtenBytes() - offset));
        }
        long last = Addresses.pagesFor(file.bytes()) - 1;
        if (last >= 0) {
            cache.sync(number, 0, last);
            if (!file.warm()) {
                cache.drop(number, 0, last);
            }
        }
        return number;
    }

    /** The open file that a step names. */
    OpenFile open(JsonFields step) throws VectorFormatException {
        String name = step.text("file");
        OpenFile file = byName.get(name);
        if (file == null) {
            throw step.error("file '" + name + "' is not open; open are " + byName.keySet());
        }
        return file;
    }

    /** The files by the name of their first descriptor, in the order of the script. */
    public Map<Integer, String> names() {
        return Map.copyOf(byFile);
    }

    /** The first descriptor's name of a file of the page cache, or an empty string where the script has no such file. */
    public String nameOf(int file) {
        return byFile.getOrDefault(file, "");
    }
}
