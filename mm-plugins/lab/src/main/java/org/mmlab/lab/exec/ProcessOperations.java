package org.mmlab.lab.exec;

import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.exec.Operation.Group;

/** Processes, their privileges, and time. */
final class ProcessOperations {
    private static final long MOST_MS = 3_600_000;

    private ProcessOperations() {}

    static List<Operation> all() {
        return List.of(
                of(
                        "fork",
                        "[NAME =] fork",
                        "make a child that shares all pages until one writes; NAME: OPERATION runs there",
                        (arguments, session) -> {
                            arguments.done();
                            session.fork();
                        }),
                of("switch", "switch PROCESS", "the lines that follow are this process's", (arguments, session) -> {
                    Token who = arguments.next("PROCESS");
                    arguments.done();
                    session.switchTo(who);
                }),
                of("exit", "exit [PROCESS]", "end a process; its parent goes on", (arguments, session) -> {
                    @Nullable Token who = arguments.more() ? arguments.next("PROCESS") : null;
                    arguments.done();
                    session.exit(who);
                }),
                of("thp_disable", "thp_disable on|off", "prctl(PR_SET_THP_DISABLE)", (arguments, session) -> {
                    boolean on = arguments.word("word", Set.of("on", "off")).equals("on");
                    arguments.done();
                    session.step("thp_disable", Session.fields().put("disable", on ? 1 : 0));
                }),
                of("dropcaps", "dropcaps", "become an ordinary user, for limits to count", (arguments, session) -> {
                    arguments.done();
                    session.step("dropcaps", Session.fields());
                }),
                of(
                        "sleep",
                        "sleep MS",
                        "let simulated milliseconds pass: kswapd, flushers, disks",
                        (arguments, session) -> {
                            long ms = arguments.number("MS", 0, MOST_MS);
                            arguments.done();
                            session.step("sleep", Session.fields().put("ms", ms));
                        }));
    }

    private static Operation of(String name, String usage, String doc, Operation.Action action) {
        return new Operation(Group.PROCESSES, name, usage, doc, action);
    }
}
