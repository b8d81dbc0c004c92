/**
 * Scripts of system calls and touches, as the reference vectors {@code vma}, {@code fault} and {@code swap} record them and
 * {@code mm exec} runs them: {@link org.mmlab.lab.script.ScriptReader} reads one, {@link org.mmlab.lab.script.ScriptRun} performs
 * its steps on a simulated machine and gives an {@link org.mmlab.lab.script.Outcome} for each. Addresses in a script are byte
 * offsets from the base of a window of the address space.
 */
package org.mmlab.lab.script;
