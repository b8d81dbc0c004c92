package org.mmlab.physical.memblock;

/** Where memblock's kernel messages go. Called on the machine's thread, from within the operation that has something to say. */
public interface MemblockLog {
    /** Drops everything. */
    MemblockLog SILENT = new MemblockLog() {
        @Override
        public boolean debug() {
            return false;
        }

        @Override
        public void print(String line) {
            // nobody listens
        }
    };

    /** Whether {@code memblock=debug} was given: every operation is then told, else only warnings and errors. */
    boolean debug();

    /** One line of the kernel's log, without a time stamp. */
    void print(String line);
}
