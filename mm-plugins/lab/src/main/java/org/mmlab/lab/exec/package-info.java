/**
 * {@code mm exec}: a script of system calls and memory touches on a simulated machine, with the views of {@code /proc}. A script
 * has one operation a line ({@link org.mmlab.lab.exec.LineScript}; the language is in {@code docs/exec.md}) or is written in the
 * JSON of the reference vectors ({@link org.mmlab.lab.exec.JsonScripts}). Both are performed by
 * {@link org.mmlab.lab.script.ScriptRun}, the very code that is held against recorded kernels.
 */
package org.mmlab.lab.exec;
