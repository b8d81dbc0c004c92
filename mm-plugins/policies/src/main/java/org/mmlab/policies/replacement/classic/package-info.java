/** The textbook policies that look at one list of pages: LRU, FIFO, CLOCK, and no list at all: random. */
package org.mmlab.policies.replacement.classic;
