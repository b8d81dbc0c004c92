package org.mmlab.kit.trace.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.util.Locale;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Knows files that are no traces by their first bytes, so that nobody counts the misses of a program's code or a picture. */
final class OtherFile {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private OtherFile() {}

    /** What a file that begins so is, in words; null where nothing is known of it. */
    static @Nullable String name(byte[] sample, int length) {
        String packed = packing(stream(sample, length));
        if (packed == null) {
            packed = archive(stream(sample, length));
        }
        if (packed != null) {
            return packed;
        }
        return startsWith(sample, length, ELF) ? "an ELF program or library" : content(stream(sample, length));
    }

    private static InputStream stream(byte[] sample, int length) {
        return new ByteArrayInputStream(sample, 0, length);
    }

    private static @Nullable String packing(InputStream in) {
        try {
            return "packed with " + CompressorStreamFactory.detect(in);
        } catch (CompressorException e) {
            return null;
        }
    }

    private static @Nullable String archive(InputStream in) {
        try {
            return "an archive, " + ArchiveStreamFactory.detect(in).toLowerCase(Locale.ROOT);
        } catch (ArchiveException e) {
            return null;
        }
    }

    private static @Nullable String content(InputStream in) {
        try {
            String type = URLConnection.guessContentTypeFromStream(in);
            return type == null ? null : "of type " + type;
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether the first bytes of a sample are these. */
    static boolean startsWith(byte[] sample, int length, byte[] magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (sample[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
