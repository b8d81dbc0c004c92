/** Policies that look at one list of pages: LRU, FIFO, CLOCK, SIEVE; and at no list at all: random. */
package org.mmlab.policies.replacement.classic;
