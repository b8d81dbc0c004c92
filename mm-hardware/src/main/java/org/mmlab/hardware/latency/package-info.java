/**
 * What an access costs in time: a table of constants, each with its source, and the timer that adds them up over caches, DRAM
 * rows and the distance between nodes.
 */
package org.mmlab.hardware.latency;
