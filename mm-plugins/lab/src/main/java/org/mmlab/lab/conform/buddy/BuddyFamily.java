package org.mmlab.lab.conform.buddy;

import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.KernelVersion;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.JsonLines;
import org.mmlab.lab.conform.ScriptFolder;
import org.mmlab.lab.conform.VectorFamily;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorSource;

/** The family {@code buddy}: one case for each script; scripts of kernels before 6.12 are counted apart, by release. */
public final class BuddyFamily implements VectorFamily {
    @Override
    public String name() {
        return "buddy";
    }

    @Override
    public String description() {
        return "page allocator of quiet guests: every frame number, ordered free list and per-CPU list";
    }

    @Override
    public void replay(VectorSource source, ConformReport report) throws IOException {
        for (String file : ScriptFolder.of(source).files()) {
            try (JsonLines lines = JsonLines.open(source, file)) {
                new GuestFile(lines, report).replay();
            }
        }
    }

    /** The lines of one guest: itself, then its scripts one after the other. */
    private static final class GuestFile {
        private final JsonLines lines;
        private final ConformReport report;

        GuestFile(JsonLines lines, ConformReport report) {
            this.lines = lines;
            this.report = report;
        }

        void replay() throws IOException {
            JsonFields first = lines.next();
            if (first == null || !first.text("t").equals("guest")) {
                throw new VectorFormatException(lines.place() + ": a file starts with a 'guest' line");
            }
            Guest guest = Guest.read(first);
            JsonFields line = lines.next();
            while (line != null) {
                if (!line.text("t").equals("script")) {
                    throw line.error("expected a 'script' line");
                }
                line = replayScript(guest, line);
            }
        }

        /** Replays a script; gives the line after it. */
        private @Nullable JsonFields replayScript(Guest guest, JsonFields header) throws IOException {
            String name = guest.name() + " " + header.text("name");
            try (ConformCase conformCase = open(guest, name)) {
                ScriptReplay replay = new ScriptReplay(guest, conformCase);
                JsonFields line = lines.next();
                for (; line != null && !line.text("t").equals("script"); line = lines.next()) {
                    take(replay, line, conformCase);
                }
                return line;
            }
        }

        private static void take(ScriptReplay replay, JsonFields line, ConformCase conformCase)
                throws VectorFormatException {
            try {
                replay.take(line.text("t"), line);
            } catch (VectorFormatException e) {
                conformCase.broken(e);
            } catch (IllegalStateException | IllegalArgumentException e) {
                conformCase.differ("outcome", "what the guest did", e.toString());
            }
        }

        private ConformCase open(Guest guest, String name) {
            return guest.kernel().atLeast(KernelVersion.V6_12)
                    ? report.open(name)
                    : report.open(name, guest.kernel().text());
        }
    }
}
