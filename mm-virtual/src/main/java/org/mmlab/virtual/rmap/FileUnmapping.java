package org.mmlab.virtual.rmap;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.FileMappings;
import org.mmlab.virtual.mm.FileMapping;
import org.mmlab.virtual.mm.FileTable;
import org.mmlab.virtual.mm.RangeNode;
import org.mmlab.virtual.mm.RangeTree;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.tlb.TlbGather;
import org.mmlab.virtual.zap.Zap;

/** {@link FileMappings} over the i_mmap trees (Linux: {@code unmap_mapping_pages}). */
public final class FileUnmapping implements FileMappings {
    private final FileTable files;
    private final Zap zap;
    private final TlbGather gather;

    /** Over the machine's parts; {@code gather} is used here alone. */
    public FileUnmapping(FileTable files, Zap zap, TlbGather gather) {
        this.files = files;
        this.zap = zap;
        this.gather = gather;
    }

    @Override
    public void unmapRange(int file, long first, long last, Cows cows) {
        FileMapping mapping = files.mapping(file);
        if (mapping == null) {
            return;
        }
        Zap.What what = cows == Cows.EVEN_COWS ? Zap.What.TRUNCATED : Zap.What.FILE_PAGES;
        RangeTree areas = mapping.areas();
        for (RangeNode node = areas.first(first, last); node != null; node = areas.next(node, first, last)) {
            unmap(node.vma(), first, last, what);
        }
    }

    private void unmap(Vma vma, long first, long last, Zap.What what) {
        long from = Math.max(first, vma.pageOffset());
        long to = Math.min(last, vma.pageOffset() + vma.pages() - 1);
        long page = Addresses.vpnOf(vma.addressOf(from));
        MmPages mm = MmPages.of(vma);
        gather.openDrained(mm);
        zap.range(gather, mm, vma, page, page + (to - from) + 1, what);
        gather.close();
    }
}
