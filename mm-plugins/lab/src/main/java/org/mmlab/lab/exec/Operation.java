package org.mmlab.lab.exec;

/**
 * An operation of scripts.
 *
 * @param group heading in the list of operations
 * @param name as a script calls it
 * @param usage name and arguments
 * @param doc one line
 * @param action what it does
 */
record Operation(Group group, String name, String usage, String doc, Action action) {
    /** Headings of the list of operations. */
    enum Group {
        AREAS("Areas of memory"),
        TOUCHES("Touching memory"),
        FILES("Files"),
        PROCESSES("Processes"),
        LOOKING("Looking");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Reads the arguments and performs the operation. */
    interface Action {
        void perform(Arguments arguments, Session session) throws java.io.IOException;
    }
}
