package org.mmlab.lab.conform.memblock;

import java.io.IOException;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.ScriptFolder;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;

/** The family {@code memblock}: one case for each recorded test or script. */
public final class MemblockFamily implements VectorFamily {
    @Override
    public String name() {
        return "memblock";
    }

    @Override
    public String description() {
        return "calls of the memblock API: what each returned and the region lists after it";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        ScriptFolder.of(source)
                .replay(
                        report,
                        script -> script.has("test") ? namedTest(script) : randomScript(script),
                        (script, name, place) -> {
                            try (ConformCase conformCase = report.open(name)) {
                                replayOps(script, conformCase);
                            }
                        });
    }

    private static void replayOps(JsonFields script, ConformCase conformCase) {
        try {
            new ScriptReplay(conformCase).replay(script.objects("ops"));
        } catch (VectorFormatException e) {
            conformCase.broken(e);
        }
    }

    private static String namedTest(JsonFields script) throws VectorFormatException {
        long number = script.number("n");
        script.text("file");
        script.text("build");
        long recorded = script.number("n_ops");
        boolean cutShort = script.required("truncated").asBoolean();
        int kept = script.array("ops").size();
        String name = "test " + number + " " + script.text("test");
        script.done();
        if (cutShort ? recorded < kept : recorded != kept) {
            throw script.error("field 'n_ops' is " + recorded + ", but there are " + kept + " operations");
        }
        return name;
    }

    private static String randomScript(JsonFields script) throws VectorFormatException {
        String name = script.text("script") + " " + script.text("kind");
        script.number("seed");
        script.array("ops");
        script.done();
        return name;
    }
}
