package org.mmlab.lab.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.mmlab.lab.exec.Operation.Group;
import org.mmlab.virtual.mm.Rlimits;
import org.mmlab.virtual.syscall.Advice;

/** System calls on areas. */
final class AreaOperations {
    private static final Set<String> MAP_WORDS = new TreeSet<>(Set.of(
            "private",
            "shared",
            "shared_validate",
            "droppable",
            "anon",
            "fixed",
            "fixed_noreplace",
            "growsdown",
            "locked",
            "noreserve",
            "populate",
            "nonblock",
            "stack",
            "32bit",
            "above4g",
            "hugetlb"));
    private static final Set<String> MAP_KEYS = Set.of("at", "offset");
    private static final Set<String> TYPES = Set.of("private", "shared", "shared_validate", "droppable");

    private AreaOperations() {}

    static List<Operation> all() {
        return List.of(
                of(
                        "mmap",
                        "mmap LENGTH PROT [private|shared] [anon|FILE [offset N]] [at ADDR [fixed]] [FLAG…]",
                        "map memory; PROT is rwx letters or none; without more: private anon",
                        AreaOperations::mmap),
                of(
                        "map_backed",
                        "map_backed LENGTH PROT [REGION]",
                        "map memory that the machine's --fault-handler fills, far-memory for one; REGION counts from 0",
                        AreaOperations::mapBacked),
                range("munmap", "unmap a range"),
                of("mprotect", "mprotect ADDR LENGTH PROT", "change the rights of a range", (arguments, session) -> {
                    ObjectNode fields = range(arguments);
                    fields.put("prot", protection(arguments));
                    call(session, arguments, "mprotect", fields);
                }),
                of(
                        "mremap",
                        "mremap ADDR OLD_LENGTH NEW_LENGTH [maymove] [dontunmap] [fixed NEW_ADDR]",
                        "grow, shrink or move an area",
                        AreaOperations::mremap),
                of(
                        "madvise",
                        "madvise ADDR LENGTH ADVICE",
                        "ADVICE is dontneed, free, willneed, pageout, cold, hugepage, guard_install, …",
                        AreaOperations::madvise),
                range("mlock", "bring a range in and keep it in memory"),
                flagged("mlock2", "[onfault]", "mlock, with onfault only what is touched", Set.of("onfault")),
                range("munlock", "undo mlock"),
                of("mlockall", "mlockall [current] [future] [onfault]", "lock everything", (arguments, session) -> {
                    String flags = arguments.flags("flag", Set.of("current", "future", "onfault"));
                    call(session, arguments, "mlockall", Session.fields().put("flags", flags));
                }),
                of(
                        "munlockall",
                        "munlockall",
                        "undo mlockall",
                        (arguments, session) -> call(session, arguments, "munlockall", Session.fields())),
                flagged(
                        "msync",
                        "[sync] [async] [invalidate]",
                        "write a file mapping's dirty pages",
                        Set.of("sync", "async", "invalidate")),
                range("mincore", "which pages are in memory: 0 or 1 for each"),
                range("mseal", "forbid further changes of a range"),
                of(
                        "brk",
                        "brk ADDR",
                        "set the end of the heap; brk 0 tells where it is",
                        (arguments, session) -> call(
                                session, arguments, "brk", Session.fields().put("addr", arguments.number("ADDR")))),
                of(
                        "remap_file_pages",
                        "remap_file_pages ADDR LENGTH PAGE_OFFSET",
                        "map another part of the file into a shared mapping",
                        (arguments, session) -> call(
                                session,
                                arguments,
                                "remap_file_pages",
                                range(arguments).put("pgoff", arguments.number("PAGE_OFFSET")))),
                of(
                        "rlimit",
                        "rlimit as|data|stack|memlock BYTES",
                        "set a limit of the process",
                        AreaOperations::rlimit));
    }

    private static Operation of(String name, String usage, String doc, Operation.Action action) {
        return new Operation(Group.AREAS, name, usage, doc, action);
    }

    private static Operation range(String name, String doc) {
        return of(
                name,
                name + " ADDR LENGTH",
                doc,
                (arguments, session) -> call(session, arguments, name, range(arguments)));
    }

    private static Operation flagged(String name, String usage, String doc, Set<String> flags) {
        return of(name, name + " ADDR LENGTH " + usage, doc, (arguments, session) -> {
            ObjectNode fields = range(arguments);
            fields.put("flags", arguments.flags("flag", flags));
            call(session, arguments, name, fields);
        });
    }

    private static ObjectNode range(Arguments arguments) throws ScriptException {
        ObjectNode fields = Session.fields();
        fields.put("addr", arguments.number("ADDR"));
        return fields.put("len", arguments.number("LENGTH"));
    }

    private static void call(Session session, Arguments arguments, String name, ObjectNode fields) throws IOException {
        arguments.done();
        session.step(name, fields);
    }

    private static String protection(Arguments arguments) throws ScriptException {
        Token token = arguments.next("PROT");
        if (token.text().equals("none")) {
            return "-";
        }
        if (!token.text().matches("[rwx-]+")) {
            throw arguments.error(token, "PROT '" + token.text() + "' is not made of r, w and x, and not none");
        }
        return token.text();
    }

    private static void mmap(Arguments arguments, Session session) throws IOException {
        ObjectNode fields = Session.fields();
        fields.put("len", arguments.number("LENGTH"));
        fields.put("prot", protection(arguments));
        fields.putNull("addr");
        Set<String> known = new TreeSet<>(MAP_WORDS);
        known.addAll(MAP_KEYS);
        known.addAll(session.files().opened());
        Set<String> flags = new TreeSet<>();
        while (arguments.more()) {
            Token token = arguments.next("flag");
            String word = token.text();
            if (word.equals("at")) {
                fields.put("addr", arguments.number("ADDR"));
            } else if (word.equals("offset")) {
                fields.put("off", arguments.number("N"));
            } else if (session.files().opened().contains(word)) {
                fields.put("file", word);
            } else if (MAP_WORDS.contains(word)) {
                flags.add(word);
            } else {
                throw arguments.unknown(token, "flag or file", known);
            }
        }
        if (!fields.has("file")) {
            flags.add("anon");
        }
        if (flags.stream().noneMatch(TYPES::contains)) {
            flags.add("private");
        }
        fields.put("flags", String.join("|", flags).toUpperCase(Locale.ROOT));
        if (flags.contains("anon") && fields.has("file")) {
            fields.remove("file");
        }
        session.step("mmap", fields);
    }

    private static void mapBacked(Arguments arguments, Session session) throws IOException {
        long bytes = arguments.number("LENGTH");
        String protection = protection(arguments);
        int region = arguments.more() ? (int) arguments.number("REGION", 0, Integer.MAX_VALUE) : 0;
        arguments.done();
        StringBuilder rights = new StringBuilder();
        for (char right : "rwx".toCharArray()) {
            rights.append(protection.indexOf(right) >= 0 ? right : '-');
        }
        session.mapBacked(region, bytes, rights.toString());
    }

    private static void mremap(Arguments arguments, Session session) throws IOException {
        ObjectNode fields = Session.fields();
        fields.put("addr", arguments.number("ADDR"));
        fields.put("old_len", arguments.number("OLD_LENGTH"));
        fields.put("new_len", arguments.number("NEW_LENGTH"));
        Set<String> flags = new TreeSet<>();
        while (arguments.more()) {
            String word = arguments.word("flag", Set.of("maymove", "dontunmap", "fixed"));
            flags.add(word);
            if (word.equals("fixed")) {
                flags.add("maymove");
                fields.put("new_addr", arguments.number("NEW_ADDR"));
            }
        }
        fields.put("flags", String.join("|", flags).toUpperCase(Locale.ROOT));
        session.step("mremap", fields);
    }

    private static void madvise(Arguments arguments, Session session) throws IOException {
        ObjectNode fields = range(arguments);
        List<String> known = Arrays.stream(Advice.values())
                .map(advice -> advice.name().toLowerCase(Locale.ROOT))
                .toList();
        fields.put("advice", arguments.word("ADVICE", known).toUpperCase(Locale.ROOT));
        call(session, arguments, "madvise", fields);
    }

    private static void rlimit(Arguments arguments, Session session) throws IOException {
        List<String> known = Arrays.stream(Rlimits.Resource.values())
                .map(resource -> resource.name().toLowerCase(Locale.ROOT))
                .toList();
        ObjectNode fields = Session.fields();
        fields.put("which", arguments.word("limit", known).toUpperCase(Locale.ROOT));
        fields.put("value", arguments.number("BYTES"));
        call(session, arguments, "rlimit", fields);
    }
}
