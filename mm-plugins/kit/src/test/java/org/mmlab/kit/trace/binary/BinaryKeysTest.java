package org.mmlab.kit.trace.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;

/** Bare binary keys: what is written is read, and their width is told where it can be. */
class BinaryKeysTest {

    @Property(tries = 100)
    void fourByteKeysAreRead(@ForAll @NotEmpty List<Integer> keys, @ForAll @IntRange(min = 1, max = 300) int batch) {
        byte[] big = ints(keys, ByteOrder.BIG_ENDIAN);
        byte[] little = ints(keys, ByteOrder.LITTLE_ENDIAN);
        net.jqwik.api.Assume.that(!looksLikeText(big) && !looksLikeText(little));
        List<Long> signed = keys.stream().map(Integer::longValue).toList();
        List<Long> unsigned = keys.stream().map(Integer::toUnsignedLong).toList();
        assertThat(Traces.keys(Traces.open(big, "i32be"), batch)).isEqualTo(signed);
        assertThat(Traces.keys(Traces.open(big, "u32be"), batch)).isEqualTo(unsigned);
        assertThat(Traces.keys(Traces.open(little, "u32le"), batch)).isEqualTo(unsigned);
    }

    @Property(tries = 100)
    void eightByteKeysAreRead(@ForAll @NotEmpty List<Long> keys, @ForAll @IntRange(min = 1, max = 300) int batch) {
        byte[] bytes = longs(keys);
        net.jqwik.api.Assume.that(!looksLikeText(bytes));
        assertThat(Traces.keys(Traces.open(bytes, "i64be"), batch)).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource({"u32be,4001,4000", "i64be,4004,4000", "i64be,4001,4000"})
    void aPartOfAKeyAtTheEndIsAnError(String format, int length, int whole) {
        assertThatThrownBy(() -> Traces.keys(Traces.open(new byte[length], format), 64))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("byte " + length + " of the decompressed stream")
                .hasMessageContaining("within a key of " + (format.contains("64") ? 8 : 4) + " bytes");
        assertThat(Traces.keys(Traces.open(new byte[whole], format), 64)).isNotEmpty();
    }

    @Property(tries = 50)
    void theWidthOfSkewedKeysIsTold(@ForAll long seed, @ForAll boolean hashed) {
        Random random = new Random(seed);
        List<Long> keys = random.doubles(4000)
                .mapToLong(u -> (long) Math.exp(u * Math.log(2000)))
                .map(rank -> hashed ? rank * 0x9e3779b97f4a7c15L : rank)
                .boxed()
                .toList();
        List<Integer> narrow = keys.stream().map(Long::intValue).toList();
        assertThat(Traces.open(longs(keys), null).formatName()).isEqualTo("i64be");
        assertThat(Traces.open(ints(narrow, ByteOrder.BIG_ENDIAN), null).formatName())
                .isEqualTo("u32be");
    }

    @Property(tries = 20)
    void ofKeysThatNeverComeBackNothingIsGuessed(@ForAll @IntRange(min = 1, max = 1000) int count) {
        List<Integer> keys = java.util.stream.IntStream.range(0, count)
                .map(i -> i * 7919 - 5)
                .boxed()
                .toList();
        assertThatThrownBy(() -> Traces.open(ints(keys, ByteOrder.BIG_ENDIAN), null))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("nothing in it tells how wide its keys are")
                .hasMessageContaining("known: pgt1, lackey, address, lirs, cloudphysics-csv, adaptsize, u32be");
    }

    private static boolean looksLikeText(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 9 || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ints(List<Integer> keys, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(keys.size() * 4).order(order);
        keys.forEach(bytes::putInt);
        return bytes.array();
    }

    private static byte[] longs(List<Long> keys) {
        ByteBuffer bytes = ByteBuffer.allocate(keys.size() * 8);
        keys.forEach(bytes::putLong);
        return bytes.array();
    }
}
