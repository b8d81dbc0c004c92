/**
 * Page migration (Linux: {@code mm/migrate.c}): a page in use moves to another frame, and nobody who uses it notices. First every
 * entry that maps it becomes a migration entry ({@link org.mmlab.api.link.ReverseMap#beginMigration}); if then nobody but its cache
 * and the migration holds it, contents, identity and state move ({@link org.mmlab.reclaim.migrate.PageMove}), and the entries map
 * the new frame. {@link org.mmlab.reclaim.migrate.FolioMigration} does that for lists of pages.
 */
package org.mmlab.reclaim.migrate;
