/**
 * The background thread of each node that frees memory before processes have to (Linux: {@code kswapd}, {@code balance_pgdat}). It is
 * a chain of events on the virtual clock: woken at the low watermark, it works until the high one is met.
 */
package org.mmlab.reclaim.kswapd;
