package org.mmlab.virtual.mm;

/** How many pages the machine has promised (Linux: {@code vm_committed_as}, {@code __vm_enough_memory}). O(1). */
public final class CommitAccount {
    /** Pages kept for a root login under strict overcommit (Linux: {@code admin_reserve_kbytes}, 8 MiB). */
    private static final long ADMIN_RESERVE_PAGES = (8L << 20) >>> 12;
    /** Most pages kept for the user's recovery (Linux: {@code user_reserve_kbytes}, 128 MiB). */
    private static final long USER_RESERVE_PAGES = (128L << 20) >>> 12;

    private static final long USER_RESERVE_SHARE = 32;

    private final VmSettings settings;
    private long committed;
    private long pluggedPages;

    CommitAccount(VmSettings settings) {
        this.settings = settings;
    }

    /** Pages promised now (Linux: {@code Committed_AS}). */
    public long committedPages() {
        return committed;
    }

    /** Tells how many pages of RAM there are now beyond those of the settings; negative where some went. */
    public void setPluggedPages(long pages) {
        pluggedPages = pages;
    }

    /** Promises pages to a process if the mode permits; says whether it does (Linux: {@code security_vm_enough_memory_mm}). */
    public boolean charge(AddressSpace mm, long pages) {
        if (!permits(mm, pages)) {
            return false;
        }
        committed += pages;
        return true;
    }

    private boolean permits(AddressSpace mm, long pages) {
        return switch (settings.overcommit()) {
            case ALWAYS -> true;
            case GUESS -> pages <= settings.ramPages() + pluggedPages;
            case NEVER -> committed + pages < allowed(mm);
        };
    }

    private long allowed(AddressSpace mm) {
        long allowed = settings.commitLimitPages() + pluggedPages / 2;
        if (!mm.capable(Capability.SYS_ADMIN)) {
            allowed -= ADMIN_RESERVE_PAGES;
        }
        return allowed - Math.min(mm.counters().total() / USER_RESERVE_SHARE, USER_RESERVE_PAGES);
    }

    /** Charges without a question, where refusal is impossible (Linux: {@code vm_acct_memory}). */
    public void chargeAnyway(long pages) {
        committed += pages;
    }

    /** Takes a promise back (Linux: {@code vm_unacct_memory}). */
    public void uncharge(long pages) {
        committed -= pages;
    }
}
