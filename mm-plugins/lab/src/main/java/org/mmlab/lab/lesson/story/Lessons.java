package org.mmlab.lab.lesson.story;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.lab.lesson.Lesson;

/** All lessons, in the order in which they are best taken. */
public final class Lessons {
    private static final List<Lesson> ALL = List.of(
            new Pitfalls(),
            new Translation(),
            new TlbReach(),
            new DemandPaging(),
            new CopyOnWrite(),
            new PageCaching(),
            new Swapping(),
            new NumaPlacement(),
            new CompoundPages(),
            new NonlinearAreas());

    private Lessons() {}

    /** The lessons by name. */
    public static Map<String, Lesson> byName() {
        Map<String, Lesson> lessons = new LinkedHashMap<>();
        ALL.forEach(lesson -> lessons.put(lesson.name(), lesson));
        return lessons;
    }
}
