package org.mmlab.lab.command;

import java.io.PrintWriter;

/**
 * Says, when the program is interrupted, which plug-in was at work: no rule can tell a plug-in that never comes back from one that takes
 * its time, but its user can.
 */
public final class Interruption {
    private Interruption() {}

    /** Looks at {@code worker} when the JVM is told to end while it still works. */
    public static void watch(Thread worker, PrintWriter err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(worker.getStackTrace(), err)));
    }

    static void tell(StackTraceElement[] stack, PrintWriter err) {
        ForeignPlugins.running(stack).ifPresent(where -> err.println("mm: interrupted in " + where));
        err.flush();
    }
}
