package org.mmlab.virtual.rmap;

import static org.mmlab.api.address.Addresses.NO_FRAME;
import static org.mmlab.api.address.Addresses.NO_PHYS;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PteCodec;
import org.mmlab.virtual.huge.HugeEntries;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.Paging;

/** The kinds of entry by which a {@link FrameWalk} comes from a frame to its mappings. */
final class EntryKinds {
    private EntryKinds() {}

    /** Entries that map the page. */
    static FrameWalk.Entries present(Paging paging, HugeEntries huge) {
        PteCodec codec = paging.codec();
        return new FrameWalk.Entries() {
            @Override
            public @FrameIndex int frame(long pte) {
                return codec.isNone(pte) || !codec.isPresent(pte) ? NO_FRAME : paging.normalFrame(pte);
            }

            @Override
            public @PhysAddr long findHuge(MmPages mm, long page) {
                return huge.find(mm, page);
            }

            @Override
            public @FrameIndex int head(long entry) {
                return huge.head(entry);
            }
        };
    }

    /** Entries that stand for the page while it moves. */
    static FrameWalk.Entries moving(MigrationEntries migrating, HugeEntries huge) {
        return new FrameWalk.Entries() {
            @Override
            public @FrameIndex int frame(long pte) {
                return migrating.frame(pte);
            }

            @Override
            public @PhysAddr long findHuge(MmPages mm, long page) {
                if (huge.pages() == 0) {
                    return NO_PHYS;
                }
                @PhysAddr long slot = mm.table().find(Addresses.virtOfVpn(page), Paging.HUGE_LEVEL);
                return slot != NO_PHYS && migrating.is(mm.table().read(slot)) ? slot : NO_PHYS;
            }

            @Override
            public @FrameIndex int head(long entry) {
                return migrating.frame(entry);
            }
        };
    }
}
