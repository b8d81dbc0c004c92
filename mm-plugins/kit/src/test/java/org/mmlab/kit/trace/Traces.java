package org.mmlab.kit.trace;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.mmlab.kit.trace.format.TraceFormats;
import org.mmlab.kit.trace.input.TraceSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Traces made in memory, and readers drained, for the tests of this room. */
public final class Traces {

    /** What every in-memory trace is called; on purpose it looks like a gzip file. */
    public static final String NAME = "made-up.trace.gz";

    /** How test bytes are packed. */
    public enum Packing {
        PLAIN,
        GZ,
        XZ,
        ZST
    }

    /** One reference or page touch. */
    public record Touch(long address, int mask, int size) {}

    private Traces() {}

    public static Trace open(byte[] bytes, String format) {
        return TraceFormats.open(source(bytes), format);
    }

    public static Trace open(String text, String format) {
        return open(text.getBytes(StandardCharsets.ISO_8859_1), format);
    }

    public static TraceSource source(byte[] bytes) {
        return new TraceSource() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    public static byte[] pack(byte[] bytes, Packing packing) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer(packed, packing)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    private static OutputStream packer(OutputStream out, Packing packing) throws IOException {
        switch (packing) {
            case GZ:
                return new GZIPOutputStream(out);
            case XZ:
                return new XZOutputStream(out, new LZMA2Options(0));
            case ZST:
                ZstdOutputStream stream = new ZstdOutputStream(out);
                stream.setChecksum(true);
                return stream;
            default:
                return out;
        }
    }

    /** All keys, read in batches of a given size. */
    public static List<Long> keys(Trace trace, int batch) {
        List<Long> all = new ArrayList<>();
        long[] keys = new long[batch];
        try (KeyReader reader = trace.keys()) {
            int count = reader.read(keys, batch);
            while (count > 0) {
                Arrays.stream(keys, 0, count).forEach(all::add);
                count = reader.read(keys, batch);
            }
            if (reader.read(keys, batch) != 0) {
                throw new AssertionError("a reader went on after its end");
            }
        }
        return all;
    }

    /** All references, read in batches of a given size. */
    public static List<Touch> references(Trace trace, int batch) {
        List<Touch> all = new ArrayList<>();
        long[] addresses = new long[batch];
        byte[] masks = new byte[batch];
        int[] sizes = new int[batch];
        try (ReferenceReader reader = trace.references()) {
            int count = reader.read(addresses, masks, sizes, batch);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    all.add(new Touch(addresses[i], masks[i], sizes[i]));
                }
                count = reader.read(addresses, masks, sizes, batch);
            }
        }
        return all;
    }
}
