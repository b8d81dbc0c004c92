package org.mmlab.kit.trace.pgt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;
import org.mmlab.kit.trace.Traces.Packing;
import org.mmlab.kit.trace.Traces.Touch;

/** What the writer writes, the reader reads; and of a damaged file it reads nothing. */
class Pgt1RoundTripTest {

    /** Touches of few pages (so that they come back) and many (so that ranks get long). */
    @Provide
    Arbitrary<List<Touch>> touches() {
        return Arbitraries.of(3L, 40L, 400L, 1L << 52)
                .flatMap(pages -> Combinators.combine(
                                Arbitraries.longs().between(0, pages - 1),
                                Arbitraries.integers().between(1, 7))
                        .as((page, mask) -> new Touch(page << 12, mask, 1))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(1500));
    }

    @Property(tries = 150)
    void whatIsWrittenIsRead(
            @ForAll("touches") List<Touch> touches,
            @ForAll Packing packing,
            @ForAll @IntRange(min = 1, max = 5000) int batch) {
        Trace trace = Traces.open(Traces.pack(written(touches), packing), null);
        List<Touch> runs = merged(touches);
        assertThat(trace.formatName()).isEqualTo("pgt1");
        assertThat(Traces.references(trace, batch)).isEqualTo(runs);
        assertThat(Traces.keys(trace, batch))
                .isEqualTo(runs.stream().map(touch -> touch.address() >>> 12).toList());
        assertThat(trace.header().events()).isEqualTo(runs.size());
        assertThat(trace.header().pages())
                .isEqualTo(touches.stream().map(Touch::address).distinct().count());
        assertThat(trace.header().references()).isEqualTo(6);
    }

    @Property(tries = 300)
    void everyTruncationIsAnError(@ForAll("touches") List<Touch> touches, @ForAll Packing packing, @ForAll long cut) {
        byte[] whole = Traces.pack(written(touches), packing);
        byte[] part = java.util.Arrays.copyOf(whole, (int) Long.remainderUnsigned(cut, whole.length));
        assertThatThrownBy(() -> Traces.keys(Traces.open(part, null), 100))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(Traces.NAME);
    }

    @Property(tries = 50)
    void aByteTooManyIsAnError(@ForAll("touches") List<Touch> touches, @ForAll byte more) {
        byte[] whole = written(touches);
        byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1);
        longer[whole.length] = more;
        assertThatThrownBy(() -> Traces.keys(Traces.open(longer, null), 100))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("byte " + whole.length + " of the decompressed stream")
                .hasMessageContaining("bytes follow the last");
    }

    static byte[] written(List<Touch> touches) {
        Pgt1Writer writer = new Pgt1Writer(Pgt1Kind.RUNS);
        touches.forEach(touch -> writer.add(touch.address() >>> 12, touch.mask()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.writeTo(bytes, 1, 2, 3);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static List<Touch> merged(List<Touch> touches) {
        List<Touch> runs = new ArrayList<>();
        for (Touch touch : touches) {
            Touch last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.address() == touch.address()) {
                runs.set(runs.size() - 1, new Touch(last.address(), last.mask() | touch.mask(), 1));
            } else {
                runs.add(touch);
            }
        }
        return runs;
    }
}
