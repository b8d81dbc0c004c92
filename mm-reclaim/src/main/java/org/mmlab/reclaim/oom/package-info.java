/** Who dies when nothing can be reclaimed (Linux: {@code mm/oom_kill.c}). */
package org.mmlab.reclaim.oom;
