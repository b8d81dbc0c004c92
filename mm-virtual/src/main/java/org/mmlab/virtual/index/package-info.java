/**
 * Finding areas by address: the implementations of {@link org.mmlab.api.virtual.VmaIndex} that come with mm.
 * {@link org.mmlab.virtual.index.MapleVmaIndex} is a B-tree as Linux's maple tree is ({@code lib/maple_tree.c}, since 6.1);
 * {@link org.mmlab.virtual.index.RedBlackVmaIndex} is what came before ({@code mm/mmap.c} up to 6.0). Both keep with each subtree
 * the largest gap between its areas, so that a free place is found without a walk over all.
 */
package org.mmlab.virtual.index;
