package org.mmlab.kit.trace.input;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** How the bytes of a file are packed, told by the first of them and never by the file's name. */
enum Compression {
    GZ("gz", 0x1f, 0x8b) {
        @Override
        InputStream unpack(InputStream raw) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(raw)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0) {
        @Override
        InputStream unpack(InputStream raw) throws IOException {
            return new XZInputStream(raw);
        }
    },
    ZST("zst", 0x28, 0xb5, 0x2f, 0xfd) {
        @Override
        InputStream unpack(InputStream raw) throws IOException {
            return new ZstdInputStreamNoFinalizer(raw);
        }
    },
    NONE("plain") {
        @Override
        InputStream unpack(InputStream raw) {
            return raw;
        }
    };

    private static final int LONGEST_MAGIC = 6;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String label;
    private final int[] magic;

    Compression(String label, int... magic) {
        this.label = label;
        this.magic = magic;
    }

    /** What messages call the packing. */
    String label() {
        return label;
    }

    /** Puts a buffer before the raw bytes, as {@link #of} needs it. */
    static BufferedInputStream buffered(InputStream raw) {
        return new BufferedInputStream(raw, BUFFER_BYTES);
    }

    /** Tells the packing and leaves the stream at its first byte. */
    static Compression of(BufferedInputStream raw) throws IOException {
        raw.mark(LONGEST_MAGIC);
        byte[] head = raw.readNBytes(LONGEST_MAGIC);
        raw.reset();
        for (Compression compression : values()) {
            if (compression.matches(head)) {
                return compression;
            }
        }
        return NONE;
    }

    private boolean matches(byte[] head) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Wraps the raw bytes; every member or frame of a concatenation is unpacked. */
    abstract InputStream unpack(InputStream raw) throws IOException;
}
