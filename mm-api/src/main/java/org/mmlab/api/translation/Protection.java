package org.mmlab.api.translation;

/** The rights of an area as {@link PteCodec#protection} takes them, with the values of Linux's {@code VM_READ} and so on. */
public final class Protection {
    /** May be read. */
    public static final int READ = 1;
    /** May be written. */
    public static final int WRITE = 2;
    /** May be fetched from. */
    public static final int EXEC = 4;
    /** Shared: writes go to the page itself. Private pages become writable only when they are the process's own. */
    public static final int SHARED = 8;

    /** All of them. */
    public static final int MASK = READ | WRITE | EXEC | SHARED;

    private Protection() {}
}
