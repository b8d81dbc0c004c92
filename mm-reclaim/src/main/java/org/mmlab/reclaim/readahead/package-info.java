/**
 * Which pages of a file come along with the one that is needed (Linux: {@code mm/readahead.c} and the mmap part of
 * {@code mm/filemap.c}). A sequential reader gets windows that double up to the device's limit, each started by reading the
 * marked page of the one before; a fault through a mapping gets the window around it.
 */
package org.mmlab.reclaim.readahead;
