/** The lessons, one class each; {@link org.mmlab.lab.lesson.story.Lessons} has their order. */
package org.mmlab.lab.lesson.story;
