package org.mmlab.lab.script;

import org.mmlab.lab.conform.JsonFields;

/**
 * One step of a script: an operation, who performs it, its arguments, and what was recorded of it.
 *
 * @param operation its name: mmap, write, fork, snap, …
 * @param process who performs it; 0 is the first process
 * @param fields all fields of the step; who performs the operation ticks off its arguments
 */
public record Step(String operation, int process, JsonFields fields) {}
