package org.mmlab.lab.command;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether somebody is watching: progress is shown on a terminal and nowhere else. */
final class Terminal {
    private Terminal() {}

    /**
     * Whether both input and output are a terminal. Up to JDK 21 there is no console otherwise; from 22 on there always is one, and
     * {@code Console.isTerminal}, which this release level does not know yet, tells.
     */
    static boolean isAttached() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
