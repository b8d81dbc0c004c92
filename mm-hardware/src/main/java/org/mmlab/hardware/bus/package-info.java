/**
 * The address, data and control bus between whoever reads and writes memory (CPUs, table walkers, the kernel's own table code,
 * devices) and the RAM. Each initiator has a port; a port counts every cycle, and an optional log records them.
 */
package org.mmlab.hardware.bus;
