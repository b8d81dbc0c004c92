package org.mmlab.kit.trace.text;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;
import org.mmlab.kit.trace.Traces.Touch;
import org.mmlab.kit.trace.pgt.Pgt1Conversion;

/** Lackey text against the references it was printed from. */
class LackeyReaderTest {

    @Provide
    Arbitrary<List<Touch>> references() {
        Arbitrary<Long> near = Arbitraries.longs().between(0x4000 - 40, 0x4000 + 40);
        Arbitrary<Long> far = Arbitraries.longs().between(0, 0x7fff_ffff_ffffL);
        return Combinators.combine(
                        Arbitraries.oneOf(near, far),
                        Arbitraries.of(1, 2, 4, 6),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(
                                        20, Arbitraries.integers().between(1, 64)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(4096, 20000))))
                .as(Touch::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(300);
    }

    @Property(tries = 200)
    void printedReferencesAreRead(
            @ForAll("references") List<Touch> references,
            @ForAll @IntRange(min = 1, max = 400) int batch,
            @ForAll boolean carriageReturns) {
        String text = text(references);
        Trace trace = Traces.open(carriageReturns ? text.replace("\n", "\r\n") : text, null);
        assertThat(trace.formatName()).isEqualTo("lackey");
        assertThat(Traces.references(trace, batch)).isEqualTo(references);
    }

    @Property(tries = 200)
    void aReferenceCountsForEveryPageItTouches(
            @ForAll("references") List<Touch> references, @ForAll @IntRange(min = 1, max = 400) int batch) {
        Trace trace = Traces.open(text(references), "lackey");
        List<Long> pages = new ArrayList<>();
        long[] numbers = new long[batch];
        try (PageReferences reader = new PageReferences(trace.references())) {
            int count = reader.read(numbers, new byte[batch], batch);
            while (count > 0) {
                for (int i = 0; i < count; i++) {
                    pages.add(numbers[i]);
                }
                count = reader.read(numbers, new byte[batch], batch);
            }
        }
        List<Long> byByte = new ArrayList<>();
        for (Touch touch : references) {
            long last = -1;
            for (long address = touch.address(); address < touch.address() + touch.size(); address++) {
                if (address / 4096 != last) {
                    last = address / 4096;
                    byByte.add(last);
                }
            }
        }
        assertThat(pages).isEqualTo(byByte);
    }

    @Property(tries = 100)
    void keysAreTheRunsThatAConversionWrites(
            @ForAll("references") List<Touch> references, @ForAll @IntRange(min = 1, max = 400) int batch)
            throws IOException {
        Trace trace = Traces.open(text(references), null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Pgt1Conversion.convert(trace, bytes);
        Trace converted = Traces.open(bytes.toByteArray(), null);
        assertThat(Traces.keys(trace, batch)).isEqualTo(Traces.keys(converted, batch));
        assertThat(converted.header().references()).isEqualTo(references.size());
        assertThat(converted.header().stores())
                .isEqualTo(
                        references.stream().filter(touch -> touch.mask() >= 4).count());
        assertThat(converted.header().instructionFetches())
                .isEqualTo(
                        references.stream().filter(touch -> touch.mask() == 1).count());
    }

    @Property(tries = 100)
    void aDamagedLineIsNamedByItsNumber(
            @ForAll("references") List<Touch> references, @ForAll @IntRange(min = 0, max = 299) int at) {
        String[] lines = text(references).split("\n");
        int line = at % lines.length;
        lines[line] = lines[line].replace(',', ';').replace("==7==", "=7==");
        assertThatThrownBy(() -> Traces.references(Traces.open(String.join("\n", lines), "lackey"), 50))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(Traces.NAME + ", line " + (line + 1) + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\" X 10,4\"|expected 'L', 'S' or 'M' and found 'X'",
                "\"L 10,4\"|expected 'I ', ' L', ' S', ' M' or '==PID==' and found 'L'",
                "\"IL 10,4\"|expected ' ' and found 'L'",
                "\" L -10,4\"|expected an address (hexadecimal digits) and found '-'",
                "\" L 12345678901234567,4\"|more than 16 hexadecimal digits",
                "\" L 10\"|expected ',' and found the end of the line",
                "\" L 10,\"|expected a size in bytes (decimal digits) and found the end of the line",
                "\" L 10,0\"|a size of 0 bytes",
                "\" L 10,70000\"|a size of 70000 bytes",
                "\" L 10,99999999999999999999\"|does not fit 63 bits",
                "\" L ffffffffffffffff,2\"|over the end of the 64-bit address space",
                "\" L 10,4 \"|expected the end of the line and found byte 0x20",
                "\"\"|a blank line before the end",
            })
    void eachMistakeHasItsMessage(String line, String problem) {
        String text = " L 10,4\n" + line + "\n L 20,4\n";
        assertThatThrownBy(() -> Traces.references(Traces.open(text, null), 50))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("line 2: ")
                .hasMessageContaining(problem);
    }

    static String text(List<Touch> references) {
        StringBuilder text = new StringBuilder("==7== Lackey, an example Valgrind tool\n==7== \n");
        for (Touch touch : references) {
            String kind = touch.mask() == 1 ? "I " : touch.mask() == 2 ? " L" : touch.mask() == 4 ? " S" : " M";
            text.append(kind).append(' ').append(String.format("%08x", touch.address()));
            text.append(',').append(touch.size()).append('\n');
        }
        return text.append("==7== Exit code:       0\n").toString();
    }
}
