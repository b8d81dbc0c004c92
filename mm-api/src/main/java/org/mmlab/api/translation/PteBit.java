package org.mmlab.api.translation;

/** What a bit of an entry means, whatever its position. Linux's names; a format supports some of them. */
public enum PteBit {
    /** The MMU may use the entry. */
    PRESENT("P"),
    /** May be written. */
    WRITE("RW"),
    /** User mode may use it. */
    USER("US"),
    /** Write-through caching. */
    WRITE_THROUGH("PWT"),
    /** Not cached. */
    CACHE_DISABLE("PCD"),
    /** Was used since the bit was last cleared. */
    ACCESSED("A"),
    /** Was written since the bit was last cleared. */
    DIRTY("D"),
    /** Maps a large page (page size bit); of entries above level 1. */
    HUGE("PSE"),
    /** Page attribute table index, upper bit; of 4 KiB entries. */
    PAT("PAT"),
    /** Page attribute table index, upper bit; of large entries. */
    PAT_LARGE("PAT_LARGE"),
    /** Survives a change of address space in the TLB. */
    GLOBAL("G"),
    /** May not be fetched from. */
    NO_EXECUTE("NX"),
    /** Software: not an ordinary page; no frame table entry is counted for it (Linux: {@code pte_special}). */
    SPECIAL("SPECIAL"),
    /** Software: write-protected by userfaultfd. */
    UFFD_WP("UFFD_WP"),
    /** Software: written since tracking began. */
    SOFT_DIRTY("SOFT_DIRTY"),
    /** Software: device memory. */
    DEVMAP("DEVMAP"),
    /** Software: was dirty when it was made read-only (Linux keeps Dirty=1, Write=0 for shadow stacks). */
    SAVED_DIRTY("SAVED_DIRTY"),
    /** Protection key, bit 0. */
    PKEY0("PK0"),
    /** Protection key, bit 1. */
    PKEY1("PK1"),
    /** Protection key, bit 2. */
    PKEY2("PK2"),
    /** Protection key, bit 3. */
    PKEY3("PK3"),
    /** May not be read (MIPS with read inhibit). */
    NO_READ("NR"),
    /** The refill handler lets the TLB use it (MIPS): PRESENT and recently used. */
    VALID("V"),
    /** The TLB lets it be written (MIPS): WRITE and DIRTY. */
    TLB_DIRTY("TD"),
    /** Mapped without rights (PROT_NONE): valid only where PRESENT is clear. */
    PROT_NONE("PROTNONE"),
    /** Swap entry: the page was soft-dirty. */
    SWAP_SOFT_DIRTY("SWP_SOFT_DIRTY"),
    /** Swap entry: the page was write-protected by userfaultfd. */
    SWAP_UFFD_WP("SWP_UFFD_WP"),
    /** Swap entry: the anonymous page belonged to one process alone. */
    SWAP_EXCLUSIVE("SWP_EXCLUSIVE");

    private final String shortName;

    PteBit(String shortName) {
        this.shortName = shortName;
    }

    /** As manuals abbreviate it. */
    public String shortName() {
        return shortName;
    }

    /** Whether the bit belongs to swap-type entries, which are not present. */
    public boolean isOfSwapEntry() {
        return this == SWAP_SOFT_DIRTY || this == SWAP_UFFD_WP || this == SWAP_EXCLUSIVE;
    }
}
