package org.mmlab.kit.trace.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;
import org.mmlab.kit.trace.Traces.Packing;

/** Packed traces: told by content, unpacked whole, refused when damaged. */
class PackingTest {

    private static byte[] lines(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(number -> number * number + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Property(tries = 40)
    void aConcatenationOfPackedFilesIsTheirConcatenation(
            @ForAll Packing packing, @ForAll @IntRange(min = 1, max = 30_000) int lines) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(Traces.pack(lines(0, lines), packing));
        both.writeBytes(Traces.pack(lines(lines, 2L * lines), packing));
        List<Long> keys = Traces.keys(Traces.open(both.toByteArray(), null), 1000);
        assertThat(keys).hasSize(2 * lines).startsWith(0L).endsWith((2L * lines - 1) * (2L * lines - 1));
    }

    @Property(tries = 60)
    void aCutPackedFileIsAnErrorThatSaysSo(
            @ForAll Packing packing,
            @ForAll @IntRange(min = 1000, max = 30_000) int lines,
            @ForAll @IntRange(min = 1, max = 1000) int missing) {
        byte[] whole = Traces.pack(lines(0, lines), packing);
        byte[] part = Arrays.copyOf(whole, whole.length - missing);
        if (packing == Packing.PLAIN) {
            return;
        }
        assertThatThrownBy(() -> Traces.keys(Traces.open(part, null), 1000))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(
                        "of the decompressed stream: the " + packing.name().toLowerCase(java.util.Locale.ROOT))
                .hasMessageContaining("stream is truncated or damaged")
                .hasMessageNotContaining("null");
    }

    @Property(tries = 60)
    void aFlippedBitIsAnError(@ForAll @IntRange(min = 20, max = 2000) int at, @ForAll @IntRange(max = 7) int bit) {
        for (Packing packing : List.of(Packing.GZ, Packing.XZ, Packing.ZST)) {
            byte[] packed = Traces.pack(lines(0, 5000), packing);
            packed[at] ^= (byte) (1 << bit);
            assertThatThrownBy(() -> Traces.keys(Traces.open(packed, null), 1000))
                    .isInstanceOf(TraceException.class);
        }
    }

    @Property(tries = 10)
    void bytesAfterAPackedFileAreAnError(@ForAll @IntRange(min = 1, max = 50) int more) {
        for (Packing packing : List.of(Packing.GZ, Packing.XZ, Packing.ZST)) {
            byte[] packed = Traces.pack(lines(0, 5000), packing);
            byte[] longer = Arrays.copyOf(packed, packed.length + more);
            Arrays.fill(longer, packed.length, longer.length, (byte) 'x');
            assertThatThrownBy(() -> Traces.keys(Traces.open(longer, null), 1000))
                    .isInstanceOf(TraceException.class);
        }
    }
}
