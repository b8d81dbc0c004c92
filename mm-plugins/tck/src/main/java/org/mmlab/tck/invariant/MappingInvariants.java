package org.mmlab.tck.invariant;

import static org.mmlab.api.address.Addresses.NO_FRAME;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.frame.FrameFlag;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.Process;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.RangeTree;
import org.mmlab.virtual.mm.VmFlags;
import org.mmlab.virtual.mm.Vma;

/** Page tables, map counts and reverse mapping say the same; nobody can write to what he shares privately. */
final class MappingInvariants {
    private final Machine machine;
    private final FrameTable table;
    private final PteCodec codec;
    private final Set<Vma> living = Collections.newSetFromMap(new IdentityHashMap<>());

    private MappingInvariants(Machine machine) {
        this.machine = machine;
        table = machine.memory().table();
        codec = machine.paging().paging().codec();
    }

    static void check(Machine machine, Census census) {
        MappingInvariants check = new MappingInvariants(machine);
        for (Process process : machine.processes()) {
            check.collect(process.calls().space());
        }
        check.trees();
        for (Census.Mapped mapped : census.mapped()) {
            Vma vma = mapped.vma();
            if (vma != null) {
                check.writable(mapped, vma);
                if (mapped.frame() != NO_FRAME) {
                    check.reverse(mapped, vma);
                }
            }
        }
        for (int i = 0; i < check.table.frames(); i++) {
            @FrameIndex int frame = Addresses.frame(i);
            Broken.unless(
                    "mapcount equals the entries found by walking",
                    machine,
                    frame,
                    census.mappings(frame),
                    check.table.mapcount(frame));
        }
    }

    private void collect(AddressSpace mm) {
        for (Vma vma = mm.find(Addresses.virt(0)); vma != null; vma = mm.next(vma)) {
            living.add(vma);
        }
    }

    /** The trees of the reverse mapping name living areas alone, and each area that maps a file or has an anon_vma. */
    private void trees() {
        for (Vma vma : living) {
            for (int i = 0; i < vma.linkCount(); i++) {
                AnonVma anonVma = vma.link(i).anonVma();
                tree(anonVma.tree(), "anon_vma " + anonVma.id());
                member(anonVma.tree(), "anon_vma " + anonVma.id(), vma);
            }
            OpenFile file = vma.file();
            if (file != null) {
                tree(file.mapping().areas(), "i_mmap of " + file.name());
                member(file.mapping().areas(), "i_mmap of " + file.name(), vma);
            }
        }
    }

    /** Page cache and i_mmap agree: truncation and writeback find every area of a file by this tree. */
    private static void member(RangeTree tree, String name, Vma vma) {
        long first = vma.pageOffset();
        long last = first + vma.pages() - 1;
        int count = 0;
        for (RangeNode node = tree.first(first, last); node != null; node = tree.next(node, first, last)) {
            count += node.vma() == vma && node.first() == first && node.last() == last ? 1 : 0;
        }
        Broken.unless("an area is in the trees of what it maps, with its range", name + ", " + vma, count, 1);
    }

    private void tree(RangeTree tree, String name) {
        int count = 0;
        for (RangeNode node = tree.first(0, Long.MAX_VALUE); node != null; node = tree.next(node, 0, Long.MAX_VALUE)) {
            count++;
            if (!living.contains(node.vma())) {
                throw Broken.error("reverse mapping names living areas", name + " names " + node.vma());
            }
        }
        Broken.unless("reverse mapping trees have the size that they say", name, count, tree.size());
    }

    /** From the frame one must come back to the area that maps it (Linux: {@code rmap_walk}). */
    private void reverse(Census.Mapped mapped, Vma vma) {
        @FrameIndex int frame = mapped.frame();
        @FrameIndex int head = table.head(frame);
        long index = table.index(head) + (Addresses.rawFrame(frame) - Addresses.rawFrame(head));
        Broken.unless(
                "reverse mapping is inverse to page tables (page offset)",
                machine,
                frame,
                vma.pageOffsetOf(Addresses.virtOfVpn(mapped.page())),
                index);
        RangeTree areas = areasOf(head);
        if (areas == null) {
            throw Broken.error(
                    "reverse mapping is inverse to page tables",
                    mapped.place() + " maps " + Broken.frame(machine, frame));
        }
        for (RangeNode node = areas.first(index, index); node != null; node = areas.next(node, index, index)) {
            if (node.vma() == vma) {
                return;
            }
        }
        throw Broken.error(
                "reverse mapping is inverse to page tables",
                mapped.place() + " maps " + Broken.frame(machine, frame) + ", whose tree lacks area " + vma);
    }

    private @Nullable RangeTree areasOf(@FrameIndex int head) {
        int mapping = table.mapping(head);
        if (mapping == FrameTable.NO_MAPPING) {
            return null;
        }
        if (table.has(head, FrameFlag.ANON)) {
            return machine.paging().anonVmas().get(mapping).tree();
        }
        FileMapping file = machine.virtual().files().mapping(mapping);
        return file == null ? null : file.areas();
    }

    private void writable(Census.Mapped mapped, Vma vma) {
        if (!codec.isWrite(mapped.pte()) || codec.isProtNone(mapped.pte())) {
            return;
        }
        @FrameIndex int frame = mapped.frame();
        if (!vma.has(VmFlags.WRITE)) {
            throw Broken.error("no writable entry in an area without the right", mapped.place() + " in " + vma);
        }
        if (frame == NO_FRAME) {
            throw Broken.error("no writable entry to the zero page", mapped.place());
        }
        if (vma.has(VmFlags.SHARED)) {
            return;
        }
        @FrameIndex int head = table.head(frame);
        if (!table.has(head, FrameFlag.ANON)) {
            throw Broken.error(
                    "no writable entry of a private area to a page of a file",
                    mapped.place() + " maps " + Broken.frame(machine, frame));
        }
        if (table.mapcount(frame) > 1) {
            throw Broken.error(
                    "no writable entry to a frame that is shared copy-on-write",
                    mapped.place() + " maps " + Broken.frame(machine, frame));
        }
    }
}
