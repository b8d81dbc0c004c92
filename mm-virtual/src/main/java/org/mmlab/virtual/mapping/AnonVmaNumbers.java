package org.mmlab.virtual.mapping;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.frame.FrameTable;
import org.mmlab.virtual.mm.AnonVma;

/**
 * Anon_vmas by the number that a frame's {@code mapping} holds. One that has no areas left stays here until
 * another gets its number: no page is mapped through it any more.
 */
public final class AnonVmaNumbers {
    private @Nullable AnonVma[] byNumber = new @Nullable AnonVma[256];

    /** Knows none. */
    public AnonVmaNumbers() {}

    /** The number of an anon_vma: 1 and up. */
    int numberOf(AnonVma anonVma) {
        int number = anonVma.id() + 1;
        if (number >= byNumber.length) {
            if (number > FrameTable.MAX_MAPPING) {
                throw new IllegalStateException("anon_vma " + number + " is beyond " + FrameTable.MAX_MAPPING
                        + ", the most that a frame's mapping can name");
            }
            byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, byNumber.length * 2));
        }
        byNumber[number] = anonVma;
        return number;
    }

    /** The anon_vma of a number. */
    public AnonVma get(int number) {
        AnonVma found = number < byNumber.length ? byNumber[number] : null;
        if (found == null) {
            throw new IllegalStateException("no anon_vma has number " + number);
        }
        return found;
    }
}
