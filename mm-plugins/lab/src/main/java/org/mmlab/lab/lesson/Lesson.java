package org.mmlab.lab.lesson;

/** A lesson. It builds its own machines, so that it always tells the same story. */
public interface Lesson {
    /** As the command line calls it. */
    String name();

    /** What it is about, in a line. */
    String title();

    /** Teaches from the first step to the last. */
    void teach(Blackboard board);
}
