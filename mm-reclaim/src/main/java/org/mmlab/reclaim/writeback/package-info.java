/**
 * When dirty pages of files are written: in the background above a share of memory, after they are old, when reclaim asks, and by
 * slowing writers down above a higher share (Linux: {@code mm/page-writeback.c}, {@code fs/fs-writeback.c}).
 */
package org.mmlab.reclaim.writeback;
