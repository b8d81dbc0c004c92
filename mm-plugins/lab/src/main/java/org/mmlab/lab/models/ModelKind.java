package org.mmlab.lab.models;

/** What a model does on every machine. */
enum ModelKind {
    /** One array. */
    FLAT("pfn - base", 1, "no", "one piece, memblock, at boot", "-"),
    /** An array for each node. */
    DISCONTIG("node of the pfn, its array and start", 3, "no", "a piece a node, its memblock, at boot", "-"),
    /** An array for each section, found in two steps (SPARSEMEM_EXTREME). */
    SPARSE(
            "root, section, its array",
            2,
            "a section",
            "a piece a section, its node's memblock, at boot",
            "page allocator of the node (kvmalloc)"),
    /** A virtual array. */
    SPARSE_VMEMMAP(
            "vmemmap + pfn",
            0,
            "a section; 2 MiB parts of device memory",
            "2 MiB a section, its node's memblock, at boot",
            "page allocator of the node, or the added memory itself (memmap_on_memory)");

    private final String lookup;
    private final int loads;
    private final String hotplug;
    private final String boot;
    private final String later;

    ModelKind(String lookup, int loads, String hotplug, String boot, String later) {
        this.lookup = lookup;
        this.loads = loads;
        this.hotplug = hotplug;
        this.boot = boot;
        this.later = later;
    }

    /** How {@code pfn_to_page} finds a struct. */
    String lookup() {
        return lookup;
    }

    /** How many words of memory it reads for that. */
    int loads() {
        return loads;
    }

    /** In what grains memory can be plugged in. */
    String hotplug() {
        return hotplug;
    }

    /** Who gives the memory at boot. */
    String boot() {
        return boot;
    }

    /** Who gives it when memory is plugged in. */
    String later() {
        return later;
    }
}
