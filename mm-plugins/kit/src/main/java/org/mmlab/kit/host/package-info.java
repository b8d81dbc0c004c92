/**
 * A real computer's memory as a specification, and how a machine built from it compares. Everything is read from files that Linux
 * shows: {@code /proc/iomem}, {@code /proc/zoneinfo}, {@code /sys/devices/system/node}, sysctls; under another root for tests.
 * Without the rights to see addresses in {@code /proc/iomem} the map is derived from the zones, which say where they begin, how far they
 * reach and how many frames exist, but not where holes are.
 *
 * <p>Linux: {@code kernel/resource.c}, {@code mm/vmstat.c} ({@code zoneinfo_show_print}), {@code drivers/base/node.c}.
 */
package org.mmlab.kit.host;
