/**
 * Replays reference vectors: scripts of operations with the results that a real kernel, or another simulator, gave.
 *
 * <p>A <em>family</em> is a folder of vectors about one subject and the {@link org.mmlab.lab.conform.VectorFamily} that replays
 * them; families are found through {@link java.util.ServiceLoader}. A {@link org.mmlab.lab.conform.VectorLibrary} is where
 * the folders are: a directory, or the copies that ship in this jar. Each script is a <em>case</em>, and passes if everything
 * recorded about it is equal; the {@link org.mmlab.lab.conform.ConformReport} counts cases and keeps the first differences.
 *
 * <p>A reader never skips what it does not understand: an unknown operation, field or value fails the case that holds it.
 */
package org.mmlab.lab.conform;
