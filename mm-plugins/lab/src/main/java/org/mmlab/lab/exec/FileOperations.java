package org.mmlab.lab.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.lab.exec.Operation.Group;
import org.mmlab.lab.script.ScriptFile;
import org.mmlab.virtual.mm.OpenFile;

/** Files and the system calls on them. */
final class FileOperations {
    /** Bytes of the longest file, and the last place to write in one. */
    private static final long MOST_BYTES = 1L << 40;

    private static final Set<String> KINDS = Set.of("ext4", "tmpfs", "warm", "cold", "hole", "rw", "ro", "wo");

    private FileOperations() {}

    static List<Operation> all() {
        return List.of(
                of(
                        "file",
                        "file NAME LENGTH [ext4|tmpfs] [warm|cold|hole] [rw|ro|wo]",
                        "make and open a file; warm: in the page cache, cold: on disk only, hole: nothing written",
                        FileOperations::create),
                of("open", "open NAME FILE [rw|ro|wo]", "open a file again as NAME", FileOperations::open),
                of(
                        "truncate",
                        "truncate FILE LENGTH",
                        "cut or extend a file; 0 is what ': > file' does",
                        (arguments, session) -> {
                            ObjectNode fields = file(arguments, session);
                            fields.put("size", arguments.number("LENGTH", 0, Long.MAX_VALUE));
                            call(session, arguments, "ftruncate", fields);
                        }),
                of(
                        "pwrite",
                        "pwrite FILE OFFSET LENGTH VALUE",
                        "write(2): LENGTH bytes, each VALUE",
                        (arguments, session) -> {
                            ObjectNode fields = range(arguments, session);
                            fields.put("val", arguments.number("VALUE", 0, 255));
                            call(session, arguments, "pwrite", fields);
                        }),
                of(
                        "pread",
                        "pread FILE OFFSET LENGTH",
                        "read(2); prints the first byte of each page",
                        (arguments, session) -> call(session, arguments, "pread", range(arguments, session))),
                of(
                        "fsync",
                        "fsync FILE",
                        "write its dirty pages to the disk",
                        (arguments, session) -> call(session, arguments, "fsync", file(arguments, session))),
                of(
                        "fallocate",
                        "fallocate FILE OFFSET LENGTH [keep_size] [punch_hole]",
                        "make room or a hole",
                        (arguments, session) -> {
                            ObjectNode fields = range(arguments, session);
                            fields.put("mode", arguments.flags("mode", Set.of("keep_size", "punch_hole")));
                            call(session, arguments, "fallocate", fields);
                        }),
                of(
                        "fadvise",
                        "fadvise FILE OFFSET LENGTH normal|random|sequential|willneed|dontneed",
                        "advice on the page cache; LENGTH 0 is up to the end",
                        (arguments, session) -> {
                            ObjectNode fields = range(arguments, session);
                            String advice = arguments.word(
                                    "advice", Set.of("normal", "random", "sequential", "willneed", "dontneed"));
                            fields.put("advice", advice.toUpperCase(Locale.ROOT));
                            call(session, arguments, "fadvise", fields);
                        }));
    }

    private static Operation of(String name, String usage, String doc, Operation.Action action) {
        return new Operation(Group.FILES, name, usage, doc, action);
    }

    private static void call(Session session, Arguments arguments, String name, ObjectNode fields) throws IOException {
        arguments.done();
        session.step(name, fields);
    }

    private static ObjectNode file(Arguments arguments, Session session) throws ScriptException {
        return Session.fields()
                .put("file", arguments.word("file", session.files().opened()));
    }

    private static ObjectNode range(Arguments arguments, Session session) throws ScriptException {
        ObjectNode fields = file(arguments, session);
        fields.put("off", arguments.number("OFFSET", 0, MOST_BYTES));
        return fields.put("len", arguments.number("LENGTH", 0, Integer.MAX_VALUE));
    }

    private static String newName(Arguments arguments, Session session) throws ScriptException {
        Token token = arguments.next("NAME");
        if (!token.text().matches("[A-Za-z][\\w.]*")) {
            throw arguments.error(token, "'" + token.text() + "' is no file name; use letters, digits, _ and .");
        }
        if (session.files().opened().contains(token.text())) {
            throw arguments.error(token, "there is a file '" + token.text() + "' already");
        }
        return token.text();
    }

    private static void create(Arguments arguments, Session session) throws IOException {
        String name = newName(arguments, session);
        long bytes = arguments.number("LENGTH", 0, MOST_BYTES);
        PageCache.FileKind kind = PageCache.FileKind.REGULAR;
        OpenFile.Mode mode = OpenFile.Mode.READ_WRITE;
        boolean warm = true;
        boolean hole = false;
        while (arguments.more()) {
            String word = arguments.word("word", KINDS);
            switch (word) {
                case "ext4" -> kind = PageCache.FileKind.REGULAR;
                case "tmpfs" -> kind = PageCache.FileKind.SHMEM;
                case "warm", "cold" -> warm = word.equals("warm");
                case "hole" -> hole = true;
                default -> mode = mode(word);
            }
        }
        long pages = bytes / Addresses.PAGE_SIZE;
        int tail = (int) (bytes % Addresses.PAGE_SIZE);
        long holePages = hole ? Addresses.pagesFor(bytes) : 0;
        int number = session.files().opened().size();
        session.files()
                .add(new ScriptFile(name, number, hole ? 0 : pages, kind, hole ? 0 : tail, holePages, mode, "", warm));
        session.done("file");
    }

    private static void open(Arguments arguments, Session session) throws IOException {
        String name = newName(arguments, session);
        String same = arguments.word("file", session.files().opened());
        OpenFile.Mode mode = OpenFile.Mode.READ_WRITE;
        while (arguments.more()) {
            mode = mode(arguments.word("mode", Set.of("rw", "ro", "wo")));
        }
        session.files().add(new ScriptFile(name, 0, 0, PageCache.FileKind.REGULAR, 0, 0, mode, same, true));
        session.done("open");
    }

    private static OpenFile.Mode mode(String word) {
        return switch (word) {
            case "ro" -> OpenFile.Mode.READ;
            case "wo" -> OpenFile.Mode.WRITE;
            default -> OpenFile.Mode.READ_WRITE;
        };
    }
}
