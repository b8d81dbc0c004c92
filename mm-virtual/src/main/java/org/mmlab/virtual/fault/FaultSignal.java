package org.mmlab.virtual.fault;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.VirtAddr;

/** The signal that the last failed fault is due (Linux: {@code siginfo_t}); overwritten by the next one. */
public final class FaultSignal {
    /** No signal. */
    public static final int NONE = 0;
    /** Bus error. */
    public static final int SIGBUS = 7;
    /** Killed for want of memory. */
    public static final int SIGKILL = 9;
    /** Segmentation violation. */
    public static final int SIGSEGV = 11;

    /** SIGSEGV: nothing is mapped there. */
    public static final int SEGV_MAPERR = 1;
    /** SIGSEGV: what is mapped forbids the access. */
    public static final int SEGV_ACCERR = 2;
    /** SIGBUS: there is no such page. */
    public static final int BUS_ADRERR = 2;
    /** Sent by the kernel, which does not know the address. */
    public static final int SI_KERNEL = 0x80;

    private int number;
    private int code;
    private @VirtAddr long address = Addresses.virt(0);

    /** No signal yet. */
    FaultSignal() {}

    void set(int number, int code, @VirtAddr long address) {
        this.number = number;
        this.code = code;
        this.address = address;
    }

    /** The signal's number, or {@link #NONE}. */
    public int number() {
        return number;
    }

    /** {@code si_code}. */
    public int code() {
        return code;
    }

    /** {@code si_addr}. */
    public @VirtAddr long address() {
        return address;
    }
}
