package org.mmlab.lab.exec;

import org.mmlab.lab.script.Outcome;

/**
 * What an operation did.
 *
 * @param line where it stands: line of the script, or number of the step
 * @param process who performed it
 * @param processes how many processes there have been so far
 * @param source the operation as it was written
 * @param operation its name
 * @param value what it returned: of fork the child's pid, else the outcome's result
 * @param outcome what came of it
 */
public record StepResult(
        int line, String process, int processes, String source, String operation, long value, Outcome outcome) {
    /** Whether the result is an address. */
    boolean isAddress() {
        return operation.equals("mmap") || operation.equals("mremap") || operation.equals("brk");
    }

    /** Whether the result is a number of bytes. */
    boolean isBytes() {
        return switch (operation) {
            case "pread", "pwrite", "kernel_read", "kernel_write" -> true;
            default -> false;
        };
    }
}
