package org.mmlab.hardware.ram;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.translation.PhysicalMemory;

/**
 * Physical memory by pfn. A frame costs host memory from the first write that is not zero (or {@link #back}) until it is
 * {@link #release released}; an untouched frame reads as zero. Words are little-endian.
 *
 * <p>A word is reached through a directory of chunks of {@value #CHUNK_FRAMES} frames, made when first needed: O(1), and a
 * machine of 1 TiB starts with about 2 MiB of directory. Storage of released frames is kept for the next ones, up to
 * {@value #SPARE_FRAMES} frames, so that a machine in steady state allocates nothing.
 *
 * <p>Confined to the machine's thread. An address beyond the end is a bug of the caller: {@link IllegalArgumentException}.
 */
public final class Ram implements PhysicalMemory {
    static final int CHUNK_FRAMES = 512;
    static final int SPARE_FRAMES = 1024;

    private static final int CHUNK_SHIFT = 9;
    private static final int FRAME_SHIFT = Addresses.PAGE_SHIFT;
    private static final int FRAME_BYTES = Addresses.PAGE_SIZE;
    private static final int FRAME_WORDS = FRAME_BYTES / Long.BYTES;
    private static final long LOW_WORD = 0xffff_ffffL;
    private final Contents contents;
    private long frames;
    private long[] @Nullable [] @Nullable [] chunks;
    private final long[] @Nullable [] spare = new long[SPARE_FRAMES][];
    private int spares;
    private long backedFrames;
    /** Frames without storage that are not zero; empty where contents are held. */
    private final FrameMarks used;

    /**
     * Memory with the frames 0 to {@code frames - 1}, all zero.
     *
     * @param frames one more than the greatest pfn; holes cost nothing
     */
    public Ram(long frames, Contents contents) {
        if (frames <= 0 || frames > (long) Integer.MAX_VALUE << CHUNK_SHIFT) {
            throw new IllegalArgumentException(
                    "RAM of " + frames + " frames; possible are 1 to " + ((long) Integer.MAX_VALUE << CHUNK_SHIFT));
        }
        this.contents = contents;
        this.frames = frames;
        this.chunks = new long[chunksFor(frames)][][];
        this.used = new FrameMarks(contents == Contents.NONE ? frames : 0);
    }

    private static int chunksFor(long frames) {
        return (int) ((frames + CHUNK_FRAMES - 1) >>> CHUNK_SHIFT);
    }

    /** Whether data is held. */
    public Contents contents() {
        return contents;
    }

    /** One more than the greatest pfn. */
    public long frames() {
        return frames;
    }

    /** Makes room for hot-added memory up to pfn {@code newFrames - 1}. */
    public void grow(long newFrames) {
        if (newFrames < frames) {
            throw new IllegalArgumentException("RAM of " + frames + " frames cannot shrink to " + newFrames);
        }
        chunks = Arrays.copyOf(chunks, chunksFor(newFrames));
        if (contents == Contents.NONE) {
            used.grow(newFrames);
        }
        frames = newFrames;
    }

    /** Frames that cost host memory at present. */
    public long backedFrames() {
        return backedFrames;
    }

    /** Whether a frame costs host memory. */
    public boolean isBacked(@Pfn long pfn) {
        return words(Addresses.rawPfn(pfn)) != null;
    }

    @Override
    public long read64(@PhysAddr long address) {
        long raw = Addresses.rawPhys(address);
        long @Nullable [] words = words(raw >>> FRAME_SHIFT);
        return words == null ? 0 : words[wordOf(raw)];
    }

    @Override
    public void write64(@PhysAddr long address, long value) {
        long raw = Addresses.rawPhys(address);
        long @Nullable [] words = words(raw >>> FRAME_SHIFT);
        if (words == null) {
            if (value == 0) {
                return;
            }
            if (contents == Contents.NONE) {
                used.set(raw >>> FRAME_SHIFT);
                return;
            }
            words = backed(raw >>> FRAME_SHIFT);
        }
        words[wordOf(raw)] = value;
    }

    @Override
    public long read32(@PhysAddr long address) {
        long raw = Addresses.rawPhys(address);
        long @Nullable [] words = words(raw >>> FRAME_SHIFT);
        return words == null ? 0 : words[wordOf(raw)] >>> bitOf(raw) & LOW_WORD;
    }

    @Override
    public void write32(@PhysAddr long address, long value) {
        writePart(Addresses.rawPhys(address), LOW_WORD, value);
    }

    /** The byte at an address, 0 to 255. */
    public int read8(@PhysAddr long address) {
        long raw = Addresses.rawPhys(address);
        long @Nullable [] words = words(raw >>> FRAME_SHIFT);
        return words == null ? 0 : (int) (words[wordOf(raw)] >>> bitOf(raw)) & 0xff;
    }

    /** Stores the low 8 bits of {@code value}. */
    public void write8(@PhysAddr long address, int value) {
        writePart(Addresses.rawPhys(address), 0xffL, value);
    }

    private void writePart(long raw, long mask, long value) {
        long @Nullable [] words = words(raw >>> FRAME_SHIFT);
        if (words == null) {
            if ((value & mask) == 0) {
                return;
            }
            if (contents == Contents.NONE) {
                used.set(raw >>> FRAME_SHIFT);
                return;
            }
            words = backed(raw >>> FRAME_SHIFT);
        }
        int word = wordOf(raw);
        int bit = bitOf(raw);
        words[word] = words[word] & ~(mask << bit) | (value & mask) << bit;
    }

    /** Copies {@code count} bytes from {@code address} to {@code to[from...]}; they may cross frames. O(count). */
    public void read(@PhysAddr long address, byte[] to, int from, int count) {
        long raw = Addresses.rawPhys(address);
        for (int done = 0; done < count; ) {
            int offset = (int) (raw + done) & (FRAME_BYTES - 1);
            int run = Math.min(count - done, FRAME_BYTES - offset);
            long @Nullable [] words = words((raw + done) >>> FRAME_SHIFT);
            if (words == null) {
                Arrays.fill(to, from + done, from + done + run, (byte) 0);
            } else {
                FrameBytes.copyOut(words, offset, to, from + done, run);
            }
            done += run;
        }
    }

    /** Copies {@code count} bytes from {@code bytes[from...]} to {@code address}; they may cross frames. O(count). */
    public void write(@PhysAddr long address, byte[] bytes, int from, int count) {
        long raw = Addresses.rawPhys(address);
        for (int done = 0; done < count; ) {
            int offset = (int) (raw + done) & (FRAME_BYTES - 1);
            int run = Math.min(count - done, FRAME_BYTES - offset);
            long pfn = (raw + done) >>> FRAME_SHIFT;
            long @Nullable [] words = words(pfn);
            if (words == null && !FrameBytes.isZero(bytes, from + done, run)) {
                if (contents == Contents.NONE) {
                    used.set(pfn);
                } else {
                    words = backed(pfn);
                }
            }
            if (words != null) {
                FrameBytes.copyIn(words, offset, bytes, from + done, run);
            }
            done += run;
        }
    }

    /** Makes frame {@code to} hold what {@code from} holds. O(frame), or O(1) where {@code from} is untouched. */
    public void copyFrame(@Pfn long from, @Pfn long to) {
        copyFrom(this, from, to);
    }

    /** Makes frame {@code to} hold what frame {@code from} of another memory holds, as a device's transfer does. */
    public void copyFrom(Ram other, @Pfn long from, @Pfn long to) {
        long @Nullable [] source = other.words(Addresses.rawPfn(from));
        if (source == null) {
            boolean zero = other.isZero(from);
            zeroFrame(to);
            if (!zero) {
                used.set(Addresses.rawPfn(to));
            }
            return;
        }
        long target = Addresses.rawPfn(to);
        long @Nullable [] words = words(target);
        if (words == null) {
            if (contents == Contents.NONE) {
                used.set(target);
                return;
            }
            words = backed(target);
        }
        System.arraycopy(source, 0, words, 0, FRAME_WORDS);
    }

    /** Whether two frames hold the same bytes. O(frame). */
    public boolean sameContents(@Pfn long a, @Pfn long b) {
        long @Nullable [] left = words(Addresses.rawPfn(a));
        long @Nullable [] right = words(Addresses.rawPfn(b));
        if (left == null || right == null) {
            return FrameBytes.isZero(left) && FrameBytes.isZero(right);
        }
        return Arrays.equals(left, right);
    }

    /**
     * Whether a frame holds nothing but zeros. Without contents it is one that nothing but zeros was stored in since it was {@link #zeroFrame
     * made zero}: what overwrote other bytes is not seen. O(frame) where it has storage.
     */
    public boolean isZero(@Pfn long pfn) {
        long raw = Addresses.rawPfn(pfn);
        long @Nullable [] words = words(raw);
        return words == null ? contents == Contents.FULL || !used.get(raw) : FrameBytes.isZero(words);
    }

    @Override
    public void wrote(@PhysAddr long address) {
        long frame = Addresses.rawPhys(address) >>> FRAME_SHIFT;
        if (contents == Contents.NONE && frame < frames) { // the access itself meets the bus error beyond
            used.set(frame);
        }
    }

    /** Makes a frame read as zero and drops its storage. */
    public void zeroFrame(@Pfn long pfn) {
        release(pfn);
    }

    @Override
    public void back(@Pfn long pfn) {
        long raw = Addresses.rawPfn(pfn);
        long @Nullable [] words = words(raw);
        if (words == null) {
            backed(raw);
            if (contents == Contents.NONE) {
                used.clear(raw);
            }
        } else {
            Arrays.fill(words, 0);
        }
    }

    @Override
    public void release(@Pfn long pfn) {
        long raw = Addresses.rawPfn(pfn);
        long @Nullable [] words = words(raw);
        if (words == null) {
            if (contents == Contents.NONE) {
                used.clear(raw);
            }
            return;
        }
        chunkOf(raw)[(int) raw & (CHUNK_FRAMES - 1)] = null;
        backedFrames--;
        if (spares < SPARE_FRAMES) {
            spare[spares++] = words;
        }
    }

    private long @Nullable [] words(long pfn) {
        if (pfn < 0 || pfn >= frames) {
            throw new IllegalArgumentException(beyond(pfn));
        }
        long @Nullable [] @Nullable [] chunk = chunks[(int) (pfn >>> CHUNK_SHIFT)];
        return chunk == null ? null : chunk[(int) pfn & (CHUNK_FRAMES - 1)];
    }

    private String beyond(long pfn) {
        return "bus error: frame 0x" + Long.toHexString(pfn) + " does not exist; RAM ends before frame 0x"
                + Long.toHexString(frames);
    }

    private long[] backed(long pfn) {
        long @Nullable [] words = null;
        if (spares > 0) {
            words = spare[--spares];
            spare[spares] = null;
        }
        if (words == null) {
            words = new long[FRAME_WORDS];
        } else {
            Arrays.fill(words, 0);
        }
        chunkOf(pfn)[(int) pfn & (CHUNK_FRAMES - 1)] = words;
        backedFrames++;
        return words;
    }

    private long[] @Nullable [] chunkOf(long pfn) {
        int index = (int) (pfn >>> CHUNK_SHIFT);
        long @Nullable [] @Nullable [] chunk = chunks[index];
        if (chunk == null) {
            chunk = new long[CHUNK_FRAMES][];
            chunks[index] = chunk;
        }
        return chunk;
    }

    private static int wordOf(long raw) {
        return (int) raw >>> 3 & (FRAME_WORDS - 1);
    }

    private static int bitOf(long raw) {
        return ((int) raw & 7) << 3;
    }
}
