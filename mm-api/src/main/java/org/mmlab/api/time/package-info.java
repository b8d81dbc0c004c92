/**
 * Simulated time. One clock a machine; whatever happens later than now (a disk request that ends, a flusher that wakes) is an
 * event on it. Nothing in a machine reads the computer's own clock.
 */
package org.mmlab.api.time;
