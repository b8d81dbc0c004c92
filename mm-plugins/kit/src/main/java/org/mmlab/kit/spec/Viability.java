package org.mmlab.kit.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.mmlab.physical.page.DeferredInit;

/**
 * What goes together with what, as named rules. A spec that breaks one is refused with the rule's words; the combination suites
 * use the same rules to leave out what cannot exist.
 */
public enum Viability {
    /** One map for everything has no place for nodes. */
    FLAT_NEEDS_UMA(
            "model flat has one mem_map and needs nodes: 1; use discontig, sparse or sparse-vmemmap for NUMA",
            spec -> spec.physical().model().name().equals("flat")
                    && spec.hardware().nodes() > 1,
            SpecKey.MODEL,
            SpecKey.NODES,
            SpecKey.NODE_RAM),
    /** The 32-bit kernels that are modelled know one node. */
    NUMA_NEEDS_64_BIT(
            "32-bit page tables (i386, i386-pae, mips-soft) know one node; use nodes: 1 or an x86-64 format",
            spec -> is32Bit(spec) && spec.hardware().nodes() > 1,
            SpecKey.PAGE_TABLE,
            SpecKey.NODES,
            SpecKey.NODE_RAM),
    /** Frame numbers must fit into an entry. */
    I386_REACHES_4_GIB(
            "a 32-bit page-table entry reaches 4 GiB; use less ram, i386-pae or an x86-64 format",
            spec -> (format(spec).equals("i386") || format(spec).equals("mips-soft"))
                    && spec.hardware().ramBytes() > (3L << 30),
            SpecKey.PAGE_TABLE,
            SpecKey.RAM,
            SpecKey.NODES,
            SpecKey.NODE_RAM),
    /** PAE widens physical addresses to 36 bits. */
    PAE_REACHES_64_GIB(
            "i386-pae reaches 64 GiB; use less ram or an x86-64 format",
            spec -> format(spec).equals("i386-pae") && spec.hardware().ramBytes() > (60L << 30),
            SpecKey.PAGE_TABLE,
            SpecKey.RAM,
            SpecKey.NODES,
            SpecKey.NODE_RAM),
    /** sparse-vmemmap needs address space to spare. */
    VMEMMAP_NEEDS_64_BIT(
            "model sparse-vmemmap needs a 64-bit kernel's address space; use flat or sparse with a 32-bit format",
            spec -> spec.physical().model().name().equals("sparse-vmemmap") && is32Bit(spec),
            SpecKey.MODEL,
            SpecKey.PAGE_TABLE),
    /** Frame indexes are 31 bits. */
    AT_MOST_4_TIB(
            "at most 4 TiB of memory are modelled (frame indexes are 31 bits); use less ram",
            spec -> spec.hardware().ramBytes() > (4L << 40),
            SpecKey.RAM,
            SpecKey.NODES,
            SpecKey.NODE_RAM),
    /** Nothing to boot from. */
    SOME_MEMORY(
            "no node has memory; give ram or node-ram",
            spec -> spec.hardware().ramBytes() == 0,
            SpecKey.RAM,
            SpecKey.NODES,
            SpecKey.NODE_RAM),
    /** Slots have 26 bits of an entry. */
    AT_MOST_256_GIB_OF_SWAP(
            "a swap area holds 256 GiB at most (a slot has 26 bits of an entry); use less swap",
            spec -> spec.reclaim().swapBytes() > (256L << 30),
            SpecKey.SWAP),
    /** Frame metadata must be able to come and go by section. */
    HOTPLUG_NEEDS_SPARSE(
            "hotplug needs metadata by section: model sparse or sparse-vmemmap",
            spec -> spec.physical().hotplug().possible()
                    && !spec.physical().model().name().startsWith("sparse"),
            SpecKey.HOTPLUG,
            SpecKey.MODEL),
    /** The 32-bit kernels that are modelled were built without it. */
    HOTPLUG_NEEDS_64_BIT(
            "hotplug needs a 64-bit kernel; use an x86-64 page table",
            spec -> spec.physical().hotplug().possible() && is32Bit(spec),
            SpecKey.HOTPLUG,
            SpecKey.PAGE_TABLE),
    /** What waits, waits by section. */
    LATE_INIT_NEEDS_SPARSE(
            "deferred-init late needs metadata by section: model sparse or sparse-vmemmap",
            spec -> spec.physical().deferredInit() == DeferredInit.LATE
                    && !spec.physical().model().name().startsWith("sparse"),
            SpecKey.DEFERRED_INIT,
            SpecKey.MODEL),
    /** Linux: the option depends on 64BIT. */
    LATE_INIT_NEEDS_64_BIT(
            "deferred-init late needs a 64-bit kernel; use an x86-64 page table",
            spec -> spec.physical().deferredInit() == DeferredInit.LATE && is32Bit(spec),
            SpecKey.DEFERRED_INIT,
            SpecKey.PAGE_TABLE),
    /** OPT reads the future, which a running machine does not have. */
    OPT_NEEDS_THE_FUTURE(
            "reclaim opt needs to know the future; it runs in 'mm compare' alone",
            spec -> spec.reclaim().replacement().name().equals("opt"),
            SpecKey.RECLAIM),
    /** Two shares of one whole. */
    MOVABLE_NEEDS_ONE_FORM(
            "kernelcore and movablecore both as a percentage contradict each other; give one",
            spec -> spec.physical().kernelcore().endsWith("%")
                    && spec.physical().movablecore().endsWith("%"),
            SpecKey.KERNELCORE,
            SpecKey.MOVABLECORE),
    /** A 64-bit kernel has all memory mapped. */
    HIGHMEM_NEEDS_I386(
            "highmem is an option of kernels for i386; use page-table i386 or i386-pae, or highmem: auto",
            spec -> spec.physical().highmem() != PhysicalSpec.AUTO
                    && !format(spec).startsWith("i386"),
            SpecKey.HIGHMEM,
            SpecKey.PAGE_TABLE),
    /** CONFIG_NUMA_EMU of the kernels that are modelled, and nodes that a model can hold. */
    MADE_UP_NODES_NEED_NUMA(
            "numa-fake needs a 64-bit kernel that knows nodes: an x86-64 page table, and a model other than flat",
            spec -> !spec.physical().numaFake().isEmpty()
                    && (is32Bit(spec) || spec.physical().model().name().equals("flat")),
            SpecKey.NUMA_FAKE,
            SpecKey.PAGE_TABLE,
            SpecKey.MODEL);

    private final String words;
    private final Predicate<MachineSpec> broken;
    private final Set<SpecKey> keys;

    Viability(String words, Predicate<MachineSpec> broken, SpecKey... keys) {
        this.words = words;
        this.broken = broken;
        this.keys = Collections.unmodifiableSet(EnumSet.copyOf(List.of(keys)));
    }

    /** What is wrong and what would be right. */
    public String words() {
        return words;
    }

    /** The keys that this rule looks at; whether a spec breaks it depends on no other. */
    public Set<SpecKey> keys() {
        return keys;
    }

    /** The keys that any rule looks at. */
    public static Set<SpecKey> allKeys() {
        Set<SpecKey> all = EnumSet.noneOf(SpecKey.class);
        for (Viability rule : values()) {
            all.addAll(rule.keys);
        }
        return all;
    }

    /** Whether a spec breaks this rule. */
    public boolean isBrokenBy(MachineSpec spec) {
        return broken.test(spec);
    }

    /** The words of every rule that a spec breaks. */
    public static List<String> problems(MachineSpec spec) {
        List<String> problems = new ArrayList<>();
        for (Viability rule : values()) {
            if (rule.isBrokenBy(spec)) {
                problems.add(rule.words);
            }
        }
        return problems;
    }

    private static String format(MachineSpec spec) {
        return spec.hardware().pageTable().name();
    }

    private static boolean is32Bit(MachineSpec spec) {
        return format(spec).startsWith("i386") || format(spec).equals("mips-soft");
    }
}
