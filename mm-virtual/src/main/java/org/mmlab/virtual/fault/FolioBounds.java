package org.mmlab.virtual.fault;

import org.mmlab.api.address.Addresses;
import org.mmlab.virtual.mm.Vma;

/** Whether a folio of several pages can be mapped at once. */
final class FolioBounds {
    private FolioBounds() {}

    /** Whether pages {@code first} and on, {@code pages} of them, lie in one area and in one table of {@code tablePages}. */
    static boolean fits(Vma vma, long first, int pages, int tablePages) {
        long areaFirst = Addresses.vpnOf(vma.start());
        return first >= areaFirst
                && first + pages <= areaFirst + vma.pages()
                && (first & -(long) tablePages) == ((first + pages - 1) & -(long) tablePages);
    }
}
