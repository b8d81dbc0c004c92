package org.mmlab.physical.bootmem;

/** What to do about frames that are taken already (Linux: {@code BOOTMEM_DEFAULT}, {@code BOOTMEM_EXCLUSIVE}). */
public enum ReserveMode {
    /** They stay taken, and all is well. */
    SHARED,

    /** Nothing is taken, and the call says so. */
    EXCLUSIVE
}
