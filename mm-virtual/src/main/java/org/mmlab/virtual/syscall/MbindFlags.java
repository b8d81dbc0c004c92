package org.mmlab.virtual.syscall;

/** Flags of mbind (Linux: {@code MPOL_MF_*} in {@code include/uapi/linux/mempolicy.h}). */
public final class MbindFlags {
    /** A page that lies elsewhere is an error: EIO. */
    public static final int STRICT = 1;
    /** Pages that lie elsewhere move, if this process alone maps them. */
    public static final int MOVE = 1 << 1;
    /** All pages that lie elsewhere move; takes {@code CAP_SYS_NICE}. */
    public static final int MOVE_ALL = 1 << 2;

    static final int ALL = STRICT | MOVE | MOVE_ALL;

    private MbindFlags() {}
}
