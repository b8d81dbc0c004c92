/**
 * Which CPUs and how much memory each node has, and how far the nodes are from each other: what firmware tells a kernel in the
 * SRAT and SLIT tables (ACPI 6.5, 5.2.16 and 5.2.17).
 */
package org.mmlab.hardware.numa;
