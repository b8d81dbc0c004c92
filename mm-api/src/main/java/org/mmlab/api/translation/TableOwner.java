package org.mmlab.api.translation;

/** Whose part of the address space a table maps; decides the rights of the entry that refers to it. */
public enum TableOwner {
    /** A process's. */
    USER,
    /** The kernel's. */
    KERNEL
}
