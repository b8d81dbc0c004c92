package org.mmlab.hardware.ram;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Bytes in and out of the 64-bit words that hold a frame, eight at a time where they are aligned. */
final class FrameBytes {
    private static final VarHandle WORDS_OF_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private FrameBytes() {}

    /** Copies bytes of a frame from byte {@code offset} on. */
    static void copyOut(long[] words, int offset, byte[] to, int from, int count) {
        int done = 0;
        while (done < count) {
            int at = offset + done;
            if ((at & 7) == 0 && count - done >= Long.BYTES) {
                WORDS_OF_BYTES.set(to, from + done, words[at >>> 3]);
                done += Long.BYTES;
            } else {
                to[from + done] = (byte) (words[at >>> 3] >>> (at << 3));
                done++;
            }
        }
    }

    static boolean isZero(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static void copyIn(long[] words, int offset, byte[] bytes, int from, int count) {
        int done = 0;
        while (done < count) {
            int at = offset + done;
            if ((at & 7) == 0 && count - done >= Long.BYTES) {
                words[at >>> 3] = (long) WORDS_OF_BYTES.get(bytes, from + done);
                done += Long.BYTES;
            } else {
                int bit = (at & 7) << 3;
                words[at >>> 3] = words[at >>> 3] & ~(0xffL << bit) | (bytes[from + done] & 0xffL) << bit;
                done++;
            }
        }
    }

    static boolean isZero(long @Nullable [] words) {
        if (words != null) {
            for (long word : words) {
                if (word != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
