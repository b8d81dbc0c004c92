package org.mmlab.virtual.syscall;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.link.PageCache;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;
import org.mmlab.virtual.index.MapleVmaIndex;
import org.mmlab.virtual.index.RedBlackVmaIndex;
import org.mmlab.virtual.mm.AddressSpace;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.MmLayout;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmSettings;
import org.mmlab.virtual.mm.VmSystem;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.placement.TopDownArea;
import org.mockito.Mockito;

/** Address spaces for tests: areas are real, pages and the page cache are not. */
final class Spaces {
    static final long PAGE = 4096;
    /** Where tests map. */
    static final long BASE = 1L << 32;

    private final VmSystem system;
    private final PageCache cache;
    private int files;

    Spaces(VmSettings settings, Supplier<? extends VmaIndex> indexes) {
        cache = Mockito.mock(PageCache.class);
        Mockito.when(cache.create(Mockito.anyString(), Mockito.any(), Mockito.anyLong()))
                .thenAnswer(call -> ++files);
        Mockito.when(cache.kind(Mockito.anyInt())).thenReturn(PageCache.FileKind.SHMEM);
        Mockito.when(cache.name(Mockito.anyInt())).thenAnswer(call -> "file " + call.getArgument(0));
        Supplier<UnmappedArea> placement = TopDownArea::new;
        system = new VmSystem(settings, new FileTable(cache), indexes, placement, mm -> new TouchedPages());
    }

    static Spaces of(KernelVersion kernel) {
        return new Spaces(VmSettings.defaults(kernel, 1 << 20).with(VmSettings.Overcommit.ALWAYS), MapleVmaIndex::new);
    }

    static Supplier<VmaIndex> index(String name) {
        return name.equals("maple") ? MapleVmaIndex::new : RedBlackVmaIndex::new;
    }

    VmSystem system() {
        return system;
    }

    OpenFile file() {
        return system.files().open(++files, OpenFile.Mode.READ_WRITE);
    }

    /** A file on ext4; others are in tmpfs. */
    OpenFile diskFile() {
        int number = ++files;
        Mockito.when(cache.kind(number)).thenReturn(PageCache.FileKind.REGULAR);
        return system.files().open(number, OpenFile.Mode.READ_WRITE);
    }

    MemoryCalls process() {
        return new MemoryCalls(system.newSpace(0, MmLayout.x8664()));
    }

    static List<Vma> areas(AddressSpace mm) {
        List<Vma> areas = new ArrayList<>();
        for (Vma vma = mm.find(0); vma != null; vma = mm.next(vma)) {
            areas.add(vma);
        }
        return areas;
    }
}
