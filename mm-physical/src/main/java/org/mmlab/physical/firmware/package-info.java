/**
 * The firmware's map of physical memory, and how x86 Linux makes boot memory of it ({@code arch/x86/kernel/e820.c},
 * {@code setup_arch} in {@code arch/x86/kernel/setup.c}).
 *
 * <p>A {@link org.mmlab.physical.firmware.FirmwareMap} is what a user brings: an excerpt of the kernel's log, the text of
 * {@code /proc/iomem}, or a list of his own; {@link org.mmlab.physical.firmware.FirmwareMapReader} tells them apart and objects to
 * whatever is wrong with one. From there on the kernel's own rules hold: {@link org.mmlab.physical.firmware.E820Boot} puts the map
 * into an {@link org.mmlab.physical.firmware.E820Table}, lets {@code mem=} and {@code memmap=} of the command line act on it, takes
 * the first page and the BIOS's window out, and fills memblock with what is usable.
 */
package org.mmlab.physical.firmware;
