package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.KeyReader;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.ReferenceReader;

/** The page of every access of an address list, repeats included: address divided by 4096. */
public final class AddressPages implements KeyReader {

    private static final int BATCH = 1024;

    private final ReferenceReader references;
    private final byte[] masks = new byte[BATCH];
    private final int[] sizes = new int[BATCH];

    /** Takes the pages of what a reader delivers; it is closed with this one. */
    public AddressPages(ReferenceReader references) {
        this.references = references;
    }

    @Override
    public int read(long[] keys, int max) {
        int count = references.read(keys, masks, sizes, Math.min(max, BATCH));
        for (int i = 0; i < count; i++) {
            keys[i] >>>= PageReferences.PAGE_SHIFT;
        }
        return count;
    }

    @Override
    public void close() {
        references.close();
    }
}
