package org.mmlab.lab.lesson;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.lab.lesson.story.CompoundPages;
import org.mmlab.lab.lesson.story.CopyOnWrite;
import org.mmlab.lab.lesson.story.DemandPaging;
import org.mmlab.lab.lesson.story.NumaPlacement;
import org.mmlab.lab.lesson.story.PageCaching;
import org.mmlab.lab.lesson.story.Pitfalls;
import org.mmlab.lab.lesson.story.Swapping;
import org.mmlab.lab.lesson.story.TlbReach;
import org.mmlab.lab.lesson.story.Translation;

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
            new CompoundPages());

    private Lessons() {}

    /** The lessons by name. */
    public static Map<String, Lesson> byName() {
        Map<String, Lesson> lessons = new LinkedHashMap<>();
        ALL.forEach(lesson -> lessons.put(lesson.name(), lesson));
        return lessons;
    }
}
