/**
 * Reservations of huge pages (Navarro, Iyer, Druschel and Cox, "Practical, transparent operating system support for superpages",
 * OSDI 2002; FreeBSD: {@code sys/vm/vm_reserv.c}; Linux has none): the first touch of an aligned extent sets a row of frames aside,
 * each later touch takes the frame at its own place, and when all places are taken the row becomes a huge page without a copy. Under
 * memory pressure the oldest reservations give their unused frames back.
 */
package org.mmlab.virtual.reserve;
