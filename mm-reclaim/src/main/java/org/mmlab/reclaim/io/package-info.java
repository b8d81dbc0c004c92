/**
 * Pages on their way to and from a device. A {@link org.mmlab.reclaim.io.PageDevice} says when a request will be done;
 * {@link org.mmlab.reclaim.io.PageIo} keeps what is in flight, ends it on the virtual clock, and waits where somebody must
 * (Linux: the bio completion of {@code mm/page_io.c} and {@code fs/mpage.c}, {@code folio_wait_bit}).
 */
package org.mmlab.reclaim.io;
