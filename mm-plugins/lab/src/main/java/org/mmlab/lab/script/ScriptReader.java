package org.mmlab.lab.script;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.link.PageCache;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.virtual.mm.OpenFile;

/** Reads scripts in the form of the reference vectors. What it does not know is an error. */
public final class ScriptReader {
    private ScriptReader() {}

    /** The script in an object. */
    public static Script read(JsonFields script) throws VectorFormatException {
        String id = script.text("id");
        script.text("kind");
        script.text("desc");
        if (script.has("seed")) {
            script.number("seed");
        }
        Script.Space space = space(script);
        boolean hugePagesDisabled = flag(script, "thp_disable");
        List<ScriptFile> files = new ArrayList<>();
        for (JsonFields file : script.objects("files")) {
            files.add(file(file, files));
        }
        List<Step> steps = new ArrayList<>();
        for (JsonFields step : script.objects("steps")) {
            int process = step.has("p") ? (int) step.number("p") : 0;
            steps.add(new Step(step.text("op"), process, step));
        }
        script.done();
        return new Script(id, space, hugePagesDisabled, files, steps);
    }

    private static Script.Space space(JsonFields script) throws VectorFormatException {
        String name = script.has("space") ? script.text("space") : "window";
        return switch (name) {
            case "window" -> Script.Space.WINDOW;
            case "brk" -> Script.Space.BRK;
            default -> throw script.error("space '" + name + "' is unknown; known: window, brk");
        };
    }

    private static boolean flag(JsonFields object, String field) throws VectorFormatException {
        if (!object.has(field)) {
            return false;
        }
        var value = object.required(field);
        if (!value.isBoolean()) {
            throw object.error("field '" + field + "' must be true or false, found " + value);
        }
        return value.booleanValue();
    }

    private static ScriptFile file(JsonFields file, List<ScriptFile> before) throws VectorFormatException {
        String sameAs = file.has("same_as") ? file.text("same_as") : "";
        List<String> names = before.stream().map(ScriptFile::name).toList();
        if (!sameAs.isEmpty() && !names.contains(sameAs)) {
            throw file.error("same_as '" + sameAs + "' is no file that was named before; there are " + names);
        }
        String name = file.text("name");
        if (!name.matches("[a-z]\\d{1,9}")) {
            throw file.error("file name '" + name + "' is not a letter and a number");
        }
        ScriptFile read = new ScriptFile(
                name,
                Integer.parseInt(name.substring(1)),
                sameAs.isEmpty() ? file.number("pages") : 0,
                kind(file),
                (int) number(file, "tail"),
                number(file, "sparse"),
                mode(file),
                sameAs,
                !flag(file, "cold"));
        file.done();
        return read;
    }

    private static long number(JsonFields object, String field) throws VectorFormatException {
        return object.has(field) ? object.number(field) : 0;
    }

    private static PageCache.FileKind kind(JsonFields file) throws VectorFormatException {
        String name = file.has("fs") ? file.text("fs") : "ext4";
        return switch (name) {
            case "ext4" -> PageCache.FileKind.REGULAR;
            case "tmpfs" -> PageCache.FileKind.SHMEM;
            default -> throw file.error("file system '" + name + "' is unknown; known: ext4, tmpfs");
        };
    }

    private static OpenFile.Mode mode(JsonFields file) throws VectorFormatException {
        String name = file.has("mode") ? file.text("mode") : "rw";
        return switch (name) {
            case "rw" -> OpenFile.Mode.READ_WRITE;
            case "ro" -> OpenFile.Mode.READ;
            case "wo" -> OpenFile.Mode.WRITE;
            default -> throw file.error("mode '" + name + "' is unknown; known: rw, ro, wo");
        };
    }
}
