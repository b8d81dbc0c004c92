/** Reclaim by the one who needs memory (Linux: {@code try_to_free_pages}, {@code try_to_free_mem_cgroup_pages}). */
package org.mmlab.reclaim.direct;
