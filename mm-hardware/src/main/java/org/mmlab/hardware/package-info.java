/** The machine without software: RAM, buses, CPUs with MMU and TLBs, NUMA topology, disks, the virtual clock. */
package org.mmlab.hardware;
