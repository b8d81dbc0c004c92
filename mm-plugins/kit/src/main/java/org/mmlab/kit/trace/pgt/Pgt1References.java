package org.mmlab.kit.trace.pgt;

import java.util.Arrays;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.PageTouchReader;

/**
 * The events of a PGT1 file as references to the first byte of each page.
 *
 * <p>One event stands for a whole run of references of the program: how many there were, at which bytes and how large, the
 * format does not keep. The mask is the event's.
 */
public final class Pgt1References implements PageTouchReader {

    private final Pgt1Reader reader;

    /** Reads the events of a reader, closed with this one. */
    public Pgt1References(Pgt1Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read(long[] addresses, byte[] masks, int[] sizes, int max) {
        int count = reader.read(addresses, masks, max);
        for (int i = 0; i < count; i++) {
            addresses[i] <<= PageReferences.PAGE_SHIFT;
        }
        Arrays.fill(sizes, 0, count, 1);
        return count;
    }

    @Override
    public int readPages(long[] pages, byte[] masks, int max) {
        return reader.read(pages, masks, max);
    }

    @Override
    public void close() {
        reader.close();
    }
}
