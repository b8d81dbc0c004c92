/**
 * {@code mm lesson}: memory management taught on a machine that runs. A {@link org.mmlab.lab.lesson.Lesson} works on a simulated
 * machine and writes what happened, and why, on a {@link org.mmlab.lab.lesson.Blackboard}, in steps of less than a screen. Every
 * number on it is read from the machine. The lessons themselves are in {@code lesson.story}.
 */
package org.mmlab.lab.lesson;
