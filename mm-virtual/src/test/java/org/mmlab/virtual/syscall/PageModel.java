package org.mmlab.virtual.syscall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.mmlab.virtual.mm.AnonVma;
import org.mmlab.virtual.mm.OpenFile;
import org.mmlab.virtual.mm.VmFlags;

/**
 * What each page of a range is mapped to, with no notion of an area: the naive truth that areas must tell. Flags of an area are
 * flags of each of its pages.
 */
final class PageModel {
    /** A mapped page; {@code offset} is its page in the file, 0 for private anonymous memory. */
    record Page(long flags, OpenFile file, long offset) {
        Page with(long newFlags) {
            return new Page(newFlags, file, offset);
        }
    }

    /** Pages that are alike and go on from one another. */
    record Run(int first, int end, long flags, OpenFile file, long offset) {}

    /** Where a private copy is registered, by which reverse mapping must find its mapper. */
    record Copy(AnonVma anonVma, long offset) {}

    private final Page[] pages;
    private final Copy[] copies;

    PageModel(int count) {
        pages = new Page[count];
        copies = new Copy[count];
    }

    private PageModel(PageModel other) {
        pages = Arrays.copyOf(other.pages, other.pages.length);
        copies = Arrays.copyOf(other.copies, other.copies.length);
    }

    Copy copy(int i) {
        return copies[i];
    }

    void write(int i, Copy copy) {
        copies[i] = copy;
    }

    Page page(int i) {
        return pages[i];
    }

    void map(int first, int end, long flags, OpenFile file, long offset) {
        Arrays.fill(copies, first, end, null);
        for (int i = first; i < end; i++) {
            pages[i] = new Page(flags, file, file == null ? 0 : offset + i - first);
        }
    }

    void unmap(int first, int end) {
        Arrays.fill(pages, first, end, null);
        Arrays.fill(copies, first, end, null);
    }

    void setAccount(int i, long account) {
        pages[i] = pages[i].with((pages[i].flags & ~VmFlags.ACCOUNT) | account);
    }

    /** Changes the pages up to the first hole; says whether there was none. */
    boolean protect(int first, int end, long access) {
        return untilHole(first, end, page -> {
            long flags = (page.flags & ~VmFlags.ACCESS) | access;
            if ((flags & VmFlags.WRITE) != 0) {
                boolean charged = (page.flags & (VmFlags.WRITE | VmFlags.SHARED | VmFlags.NORESERVE)) != 0;
                return page.with(charged ? flags : flags | VmFlags.ACCOUNT);
            }
            return page.with(page.file == null ? flags & ~VmFlags.ACCOUNT : flags);
        });
    }

    boolean lock(int first, int end, long lockFlags) {
        return untilHole(first, end, page -> page.with((page.flags & ~VmFlags.LOCKED_MASK) | lockFlags));
    }

    private boolean untilHole(int first, int end, UnaryOperator<Page> change) {
        for (int i = first; i < end; i++) {
            if (pages[i] == null) {
                return false;
            }
            pages[i] = change.apply(pages[i]);
        }
        return true;
    }

    /** Changes all pages that are mapped; says whether there was no hole. */
    boolean advise(int first, int end, long clear, long set) {
        boolean whole = true;
        for (int i = first; i < end; i++) {
            if (pages[i] == null) {
                whole = false;
            } else {
                pages[i] = pages[i].with((pages[i].flags & ~clear) | set);
            }
        }
        return whole;
    }

    /** Moves what is mapped; holes leave the target's page as it is. */
    void move(int first, int end, int to) {
        for (int i = first; i < end; i++) {
            if (pages[i] != null) {
                pages[to + i - first] = pages[i];
                copies[to + i - first] = copies[i];
                pages[i] = null;
                copies[i] = null;
            }
        }
    }

    /** What a child has of it. */
    PageModel forked() {
        PageModel child = new PageModel(this);
        for (int i = 0; i < child.pages.length; i++) {
            Page page = child.pages[i];
            if (page == null || (page.flags & VmFlags.DONTCOPY) != 0) {
                child.copies[i] = null;
            }
            if (page != null) {
                child.pages[i] =
                        (page.flags & VmFlags.DONTCOPY) != 0 ? null : page.with(page.flags & ~VmFlags.LOCKED_MASK);
            }
        }
        return child;
    }

    /** The areas there must be where nothing but flags and backing keeps neighbours apart. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= pages.length; i++) {
            if (i < pages.length && goesOn(pages[i - 1], pages[i])) {
                continue;
            }
            if (pages[first] != null) {
                runs.add(new Run(first, i, pages[first].flags, pages[first].file, pages[first].offset));
            }
            first = i;
        }
        return runs;
    }

    private static boolean goesOn(Page a, Page b) {
        if (a == null || b == null) {
            return a == b;
        }
        return a.flags == b.flags && Objects.equals(a.file, b.file) && (a.file == null || a.offset + 1 == b.offset);
    }
}
