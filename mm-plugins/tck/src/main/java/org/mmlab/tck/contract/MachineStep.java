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
        /** Maps the whole extent of a huge page and writes to some of it, having asked for one or collapsing it afterwards. */
        MMAP_EXTENT,
        /** Maps shared anonymous memory, which children share. */
        MMAP_SHARED_ANON,
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
        /** Moves pages elsewhere, with or without leaving an empty area behind. */
        MOVE,
        /** Makes a mapping longer or shorter where it is. */
        RESIZE,
        /** Throws pages away: MADV_DONTNEED. */
        DONTNEED,
        /** Lets pages go when memory is short: MADV_FREE. */
        FREE,
        /** Says that pages will not be needed for a while: MADV_COLD. */
        COLD,
        /** Reclaims pages at once: MADV_PAGEOUT. */
        PAGEOUT,
        /** Wants huge pages, or none, or some now: MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_COLLAPSE. */
        HUGE,
        /** Brings pages in: MADV_POPULATE_READ, MADV_POPULATE_WRITE, MADV_WILLNEED. */
        POPULATE,
        /** Says what a child gets: MADV_DONTFORK, MADV_DOFORK, MADV_WIPEONFORK, MADV_KEEPONFORK. */
        INHERIT,
        /** Says from which nodes pages come, and may move those that are there: mbind. */
        MBIND,
        /** Locks pages into memory. */
        MLOCK,
        /** Lets them go again. */
        MUNLOCK,
        /** Writes what is dirty to the file: MS_SYNC. */
        MSYNC,
        /** Writes a byte of the file by a system call. */
        FILE_WRITE,
        /** Reads a byte of the file by a system call and compares. */
        FILE_READ,
        /** Moves the end of the file, under those who map it. */
        TRUNCATE,
        /** Takes a range out of the file. */
        PUNCH,
        /** Makes guards of a range. */
        GUARD,
        /** Takes the guards of a range away. */
        UNGUARD,
        /** Moves what is movable together. */
        COMPACT,
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
        /** Lets another process take much memory, and end. */
        PRESSURE,
        /** Lets time pass: kswapd, flushers, disks. */
        PASS_TIME
    }
}
