package org.mmlab.kit.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every key of a machine specification, in the order of the canonical text form. A flag of the command line is {@code --key}. */
public enum SpecKey {
    /** Whose rules. */
    KERNEL("6.12", "Linux release whose rules are followed: 6.1, 6.12, 6.18"),
    /** Random seed. */
    SEED("1", "seed of everything random; same spec and seed, same result"),
    /** Simulated memory. */
    RAM("256M", "memory in all, split evenly over the nodes: 64M, 4G, …"),
    /** Memory of each node. */
    NODE_RAM("even", "memory of each node, e.g. 1G,3G,0 (0 = memory-less); 'even' splits --ram"),
    /** Number of NUMA nodes. */
    NODES("1", "NUMA nodes, 1..64"),
    /** Number of CPUs. */
    CPUS("1", "CPUs in all, 1..256"),
    /** Where CPUs are. */
    CPU_NODES("even", "node of each CPU, e.g. 0,0,1,1; 'even' deals them round robin"),
    /** NUMA distances. */
    DISTANCES("default", "rows of node distances, e.g. 10,20/20,10; 'default' is 10 to itself, 20 to others"),
    /** Firmware memory map. */
    MEMMAP("none", "file with an e820 excerpt of dmesg or a /proc/iomem to boot from; 'none' makes a map for --ram"),
    /** Architecture and translation structure. */
    PAGE_TABLE("x86-64-4level", "page-table format; decides the architecture"),
    /** Whether bytes are kept. */
    CONTENTS("full", "full: every byte written is read back; none: metadata only, for big machines and long traces"),
    /** SRAM caches. */
    CACHES("off", "on: model the SRAM caches of each access"),
    /** Memory model. */
    MODEL("sparse-vmemmap", "memory model: from page frame number to frame metadata"),
    /** Boot allocator. */
    BOOT_ALLOCATOR("memblock", "who serves memory before the page allocator"),
    /** CONFIG_DEFERRED_STRUCT_PAGE_INIT. */
    DEFERRED_INIT(
            "on",
            "when the metadata of most frames are initialised: off: at boot; on: by threads before user space, as Linux does where"
                    + " memory has sections; late: by threads while the machine runs"),
    /** Page allocator. */
    ALLOCATOR("buddy", "who finds blocks of frames within a zone"),
    /** Per-CPU lists. */
    PCP("on", "per-CPU lists of free frames: on, off"),
    /** Per-CPU areas. */
    PERCPU("off", "per-CPU variables in memory of their own, as Debian's Linux 6.12 has them: on, off"),
    /** Zone fallback order. */
    ZONELIST("linux", "order in which nodes are tried"),
    /** NUMA memory policy. */
    MEMPOLICY(
            "local", "nodes from which processes' pages come, e.g. bind:1, interleave:0-3; a process can set its own"),
    /** kernelcore=. */
    KERNELCORE("none", "memory kept for the kernel, the rest is ZONE_MOVABLE: bytes, N% or 'none'"),
    /** movablecore=. */
    MOVABLECORE("none", "memory for ZONE_MOVABLE: bytes, N% or 'none'"),
    /** highmem=. */
    HIGHMEM(
            "auto",
            "high memory of a 32-bit kernel, e.g. 512M: taken from low memory that needs none, or all that is kept above it; 0 = none;"
                    + " 'auto' is what does not fit below"),
    /** numa=fake=. */
    NUMA_FAKE(
            "none",
            "nodes made up of real memory: 4 (of equal memory), 512M (of this size), 2U (equal parts of each real node, holes"
                    + " included), or 'none'"),
    /** vm.min_free_kbytes. */
    MIN_FREE_KBYTES("auto", "vm.min_free_kbytes, or 'auto' for the kernel's formula"),
    /** vm.watermark_scale_factor. */
    WATERMARK_SCALE_FACTOR("10", "vm.watermark_scale_factor, 1..3000"),
    /** vm.compaction_proactiveness. */
    COMPACTION_PROACTIVENESS(
            "20", "vm.compaction_proactiveness, 0..100: how soon memory is compacted that nobody asks for; 0 = never"),
    /** Room for memory that is plugged in. */
    HOTPLUG("0", "most memory that can be plugged in while the machine runs, e.g. 4G; 0 = none"),
    /** Zone choice of blocks put online. */
    ONLINE_POLICY("contig-zones", "zone of a memory block put online: contig-zones, auto-movable"),
    /** Who holds the metadata of plugged memory. */
    MEMMAP_ON_MEMORY("off", "whether plugged memory holds its own metadata: off, on, force"),
    /** VMA index. */
    VMA_INDEX("maple", "index of a process's areas"),
    /** Placement. */
    UNMAPPED_AREA("top-down", "where an area without a fixed address goes"),
    /** vm.overcommit_memory. */
    OVERCOMMIT("guess", "which promises of memory are made: guess, always, never (vm.overcommit_memory 0, 1, 2)"),
    /** Transparent huge pages. */
    THP("madvise", "when a 2 MiB page is used"),
    /** Fault-around. */
    FAULT_AROUND("linux", "which cached neighbours a file fault maps along"),
    /** Backed regions. */
    FAULT_HANDLER("zero", "what fills the pages of backed regions (Process.mapBacked)"),
    /** Replacement policy. */
    RECLAIM("linux.active-inactive", "replacement policy, e.g. clock, arc, 2q:in=0.25,out=0.5"),
    /** What the policy sees. */
    SIGHT("bits", "what a policy that wants every access gets: bits (accessed bits, as hardware shows) or full"),
    /** Readahead. */
    READAHEAD("linux", "which pages of a file are read along"),
    /** Swap space. */
    SWAP("1G", "bytes of swap; 0 = none"),
    /** Swap device. */
    SWAP_BACKEND("disk", "where evicted anonymous pages go"),
    /** vm.swappiness. */
    SWAPPINESS("60", "vm.swappiness, 0..200"),
    /** When dirty pages of files are written. */
    WRITEBACK("flusher", "when dirty pages of files are written"),
    /** OOM killer. */
    OOM("badness", "who dies when memory is out"),
    /** Checks. */
    CHECKED("off", "on: check list membership at every operation (slower)");

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String defaultText;
    private final String doc;

    SpecKey(String defaultText, String doc) {
        this.defaultText = defaultText;
        this.doc = doc;
    }

    /** As a user writes it. */
    public String key() {
        return key;
    }

    /** The text that stands for it where the user says nothing. */
    public String defaultText() {
        return defaultText;
    }

    /** One line of documentation. */
    public String doc() {
        return doc;
    }

    /** All keys as users write them. */
    public static List<String> names() {
        return Arrays.stream(values()).map(SpecKey::key).toList();
    }
}
