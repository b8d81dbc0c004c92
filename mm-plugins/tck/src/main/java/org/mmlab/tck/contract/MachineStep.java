package org.mmlab.tck.contract;

/**
 * One step of a random program over a machine.
 *
 * @param kind what it does
 * @param process which of the living processes, modulo their number
 * @param page first page of the arena
 * @param count how many pages from there on; 1 and up
 * @param value what is written, and which of several variants is taken
 */
public record MachineStep(Kind kind, int process, int page, int count, int value) {
    /** What a step does. */
    public enum Kind {
        /** Maps private anonymous memory over what is there. */
        MMAP_ANON,
        /** Maps the file privately. */
        MMAP_PRIVATE,
        /** Maps the file shared. */
        MMAP_SHARED,
        /** Writes to each page. */
        WRITE,
        /** Reads each page and compares. */
        READ,
        /** Changes rights. */
        MPROTECT,
        /** Unmaps. */
        MUNMAP,
        /** Throws pages away: MADV_DONTNEED. */
        DONTNEED,
        /** Reclaims pages at once: MADV_PAGEOUT. */
        PAGEOUT,
        /** Locks pages into memory. */
        MLOCK,
        /** Unlocks them. */
        MUNLOCK,
        /** Moves whatever lies in a range of frames elsewhere. */
        MIGRATE,
        /** Copies the process. */
        FORK,
        /** Starts a process with nothing mapped. */
        START,
        /** Ends the process. */
        EXIT,
        /** Adds a memory device. */
        PLUG,
        /** Puts a memory block online. */
        ONLINE,
        /** Takes a memory block offline. */
        OFFLINE,
        /** Removes a memory block. */
        UNPLUG,
        /** Lets time pass: kswapd, flushers, disks. */
        PASS_TIME
    }
}
