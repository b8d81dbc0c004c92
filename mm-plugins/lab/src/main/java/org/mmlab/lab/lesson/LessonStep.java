package org.mmlab.lab.lesson;

import java.util.List;
import java.util.Map;

/**
 * A step of a lesson.
 *
 * @param number from 1
 * @param title what it shows
 * @param lines what is printed below the title
 * @param facts what was measured, by name: numbers and texts
 * @param next where to look from here
 */
public record LessonStep(int number, String title, List<String> lines, Map<String, Object> facts, String next) {
    /** The lists are copied. */
    public LessonStep {
        lines = List.copyOf(lines);
    }
}
