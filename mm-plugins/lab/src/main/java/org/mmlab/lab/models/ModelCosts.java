package org.mmlab.lab.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.FrameMap;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.MemoryModel.Layout;
import org.mmlab.api.memory.MemoryModel.Range;
import org.mmlab.physical.model.DiscontigMemoryModel;
import org.mmlab.physical.model.FlatMemoryModel;
import org.mmlab.physical.model.SparseMemoryModel;
import org.mmlab.physical.model.SparseVmemmapMemoryModel;

/** Attaches each model to the same memory and adds up what it took. The sizes of Linux's structures are those of 6.12 on x86-64. */
final class ModelCosts {
    private static final int SECTION_ENTRY = 16; // struct mem_section: two words
    private static final int SECTION_USAGE = 16; // struct mem_section_usage without its bitmaps
    private static final int SUBSECTION_MAP = 8;
    private static final int ENTRIES_PER_ROOT = Addresses.PAGE_SIZE / SECTION_ENTRY;
    private static final int SECTION_ROOTS = 1 << 46 - 27 - 8; // 46 bits of physical addresses, sections of 128 MiB
    private static final int PAGEBLOCK_SHIFT = 9;
    private static final int PAGEBLOCK_BITS = 4;
    /** Sections whose 2 MiB of page structs a page of a page table maps: 512 entries of 2 MiB. */
    private static final int SECTIONS_PER_PMD_SHIFT = 9;

    private final List<Range> ranges;
    private final int sectionShift;
    private final int nodes;

    ModelCosts(List<Range> ranges, int sectionShift, int nodes) {
        this.ranges = ranges;
        this.sectionShift = sectionShift;
        this.nodes = nodes;
    }

    List<ModelCost> all() {
        return List.of(
                of("flat", new FlatMemoryModel(), ModelKind.FLAT),
                of("discontig", new DiscontigMemoryModel(), ModelKind.DISCONTIG),
                of("sparse", new SparseMemoryModel(), ModelKind.SPARSE),
                of("sparse-vmemmap", new SparseVmemmapMemoryModel(), ModelKind.SPARSE_VMEMMAP));
    }

    private ModelCost of(String name, MemoryModel model, ModelKind kind) {
        List<Long> pieces = new ArrayList<>();
        Map<Integer, Long> byNode = new TreeMap<>();
        FrameMap map = model.attach(new Layout(ranges, sectionShift, (bytes, node, what) -> {
            pieces.add(bytes);
            byNode.merge(node, bytes, Long::sum);
            return -1;
        }));
        long structs = 0;
        long simulated = 0;
        TreeSet<Long> sections = new TreeSet<>();
        for (FrameMap.MetadataArea area : map.metadata()) {
            structs += area.linuxBytes();
            simulated += area.bytes();
            sections.add(Addresses.rawPfn(area.firstPfn()) >> sectionShift);
        }
        boolean sparse = kind == ModelKind.SPARSE || kind == ModelKind.SPARSE_VMEMMAP;
        long frames = structs / MemoryModel.LINUX_STRUCT_PAGE_BYTES;
        return new ModelCost(
                name,
                nodes == 1 || model.supportsNuma(),
                structs,
                structs - presentFrames() * MemoryModel.LINUX_STRUCT_PAGE_BYTES,
                sparse ? sectionTables(sections, kind) : pageblockTypes(frames),
                kind == ModelKind.SPARSE_VMEMMAP ? pageTables(sections) : 0,
                sparse ? sections.size() : 0,
                pieces.size(),
                byNode,
                simulated,
                kind);
    }

    private long presentFrames() {
        return ranges.stream()
                .mapToLong(range -> Addresses.rawPfn(range.end()) - Addresses.rawPfn(range.start()))
                .sum();
    }

    private static long pageblockTypes(long frames) {
        long blocks = (frames + (1 << PAGEBLOCK_SHIFT) - 1) >> PAGEBLOCK_SHIFT;
        return (blocks * PAGEBLOCK_BITS + Long.SIZE - 1) / Long.SIZE * Long.BYTES;
    }

    /** The array of roots, the roots in use, and for each section its usage with the types of its pageblocks. */
    private long sectionTables(TreeSet<Long> sections, ModelKind kind) {
        long roots = sections.stream()
                .map(section -> section / ENTRIES_PER_ROOT)
                .distinct()
                .count();
        long usage = SECTION_USAGE + pageblockTypes(1L << sectionShift);
        usage += kind == ModelKind.SPARSE_VMEMMAP ? SUBSECTION_MAP : 0;
        return (long) SECTION_ROOTS * Long.BYTES + roots * Addresses.PAGE_SIZE + sections.size() * usage;
    }

    /** A page for each GiB of the virtual map in use (PMD entries of 2 MiB), and one for each 512 GiB above them. */
    private static long pageTables(TreeSet<Long> sections) {
        long middle = sections.stream()
                .map(section -> section >> SECTIONS_PER_PMD_SHIFT)
                .distinct()
                .count();
        long upper = sections.stream()
                .map(section -> section >> 2 * SECTIONS_PER_PMD_SHIFT)
                .distinct()
                .count();
        return (middle + upper) * Addresses.PAGE_SIZE;
    }
}
