package org.mmlab.virtual.mm;

/** The privileges that memory calls ask for (Linux: {@code capabilities(7)}). */
public enum Capability {
    /** May lock beyond RLIMIT_MEMLOCK. */
    IPC_LOCK,
    /** Counts as the owner of every file. */
    FOWNER,
    /** May map the pages at address 0. */
    SYS_RAWIO,
    /** Is given the reserve under strict overcommit. */
    SYS_ADMIN,
    /** May raise hard limits. */
    SYS_RESOURCE,
    /** May move pages that others use too. */
    SYS_NICE
}
