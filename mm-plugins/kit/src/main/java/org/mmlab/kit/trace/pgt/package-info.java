/**
 * PGT1, the compact page trace: about one byte for each run of references to one page.
 *
 * <p>A file is one ASCII line {@code PGT1 page=4096 kind=K refs=N instr=I loads=L stores=S runs=R pages=P}; then P page numbers
 * of 8 bytes, least significant first, in order of first appearance; then R events. An event is a byte b: the kinds of access
 * are {@code b & 7} (see {@link org.mmlab.kit.trace.AccessMask}), and {@code r = b >> 3}, or, when that is 31, the unsigned
 * LEB128 number that follows. {@code r = 0} is the next page of the table; {@code r >= 1} the page at place r of the list of
 * pages by recency, place 0 being the page of the event before. So r is the LRU stack distance: an LRU memory of c frames hits
 * if and only if {@code 1 <= r < c}. Consecutive events never name the same page.
 */
package org.mmlab.kit.trace.pgt;
