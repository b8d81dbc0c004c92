package org.mmlab.lab.exec;

/** Where the results of a script go. Called in the order of the script, from one thread. */
public interface ExecReport {
    /** Nothing is printed. */
    ExecReport NONE = new ExecReport() {
        @Override
        public void script(String id, String description) {}

        @Override
        public void comment(String text) {}

        @Override
        public void step(StepResult result) {}

        @Override
        public void view(int line, String process, String name, String text) {}
    };

    /** One of several scripts of a file begins. */
    void script(String id, String description);

    /** A line of the script that is a comment or blank. */
    void comment(String text);

    /** An operation was performed. */
    void step(StepResult result);

    /**
     * A text to look at.
     *
     * @param line where the script asks for it; 0 = after its end
     * @param process whose it is
     * @param name of the view
     * @param text lines, each ended
     */
    void view(int line, String process, String name, String text);
}
