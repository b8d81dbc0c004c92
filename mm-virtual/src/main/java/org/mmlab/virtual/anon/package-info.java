/**
 * Who may share anonymous pages (Linux: {@code mm/rmap.c}). An area gets an {@link org.mmlab.virtual.mm.AnonVma} with its first
 * private page, from a neighbour where that lets them merge later; split, move and fork hand it on. Reverse mapping finds a page's
 * mappers through it, and merging asks whether two areas have the same one.
 */
package org.mmlab.virtual.anon;
