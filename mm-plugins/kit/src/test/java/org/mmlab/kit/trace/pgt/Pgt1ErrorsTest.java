package org.mmlab.kit.trace.pgt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;

/** Each way in which a PGT1 file can be wrong has a message of its own, with the place. */
class Pgt1ErrorsTest {

    private static final String GOOD = "PGT1 page=4096 kind=runs refs=6 instr=1 loads=2 stores=3 runs=3 pages=2";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page=4096|page=8192|page size 8192",
                "kind=runs|kind=walks|unknown kind 'walks'",
                "refs=6|refs=7|refs=7 is not instr + loads + stores = 6",
                "refs=6|refs=-6|refs=-6 is not a count",
                "refs=6|refs=|refs= is not a count",
                "runs=3|runs=1|pages=2 is more than runs=1",
                "runs=3 pages=2|runs=0 pages=0|runs=0: the trace has no event",
                "runs=3 pages=2|runs=9999999999 pages=9999999999|pages=9999999999 is more than",
                "runs=3 pages=2|pages=2 runs=3|the header has 'pages=2' where runs=",
                " pages=2||the header has '' where pages=",
                "pages=2|pages=2 more=1|the header is 'PGT1",
            })
    void aWrongHeaderIsNamed(String right, String wrong, String problem) {
        String header = GOOD.replace(right, wrong == null ? "" : wrong);
        assertThatThrownBy(() -> read(header, new long[] {5, 6}, 2, 2, 8 | 2))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(Traces.NAME + ", line 1: ")
                .hasMessageContaining(problem)
                .hasMessageContaining("the line must read");
    }

    @Test
    void aHeaderWithoutEndIsNamed() {
        assertThatThrownBy(() -> Traces.open(GOOD, null)).hasMessageContaining("line 1: the header line has no end");
    }

    @Test
    void aShortTableIsNamed() {
        assertThatThrownBy(() -> read(GOOD, new long[] {5}))
                .hasMessageContaining("byte " + (GOOD.length() + 1 + 8))
                .hasMessageContaining("the table ends after 1 of pages=2");
    }

    @Test
    void aPromiseOfAHugeTableCostsNoMemory() {
        String huge = GOOD.replace("runs=3 pages=2", "runs=1000000000 pages=1000000000");
        assertThatThrownBy(() -> read(huge, new long[] {5})).hasMessageContaining("of pages=1000000000");
    }

    @Test
    void aPageTwiceInTheTableIsNamed() {
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 5}, 2, 2, 8 | 2)).hasMessageContaining("has page 5 twice");
    }

    @Test
    void aMissingEventIsNamed() {
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2))
                .hasMessageContaining("ends 1 events before the runs=3");
    }

    @Test
    void aNewPageBeyondTheTableIsNamed() {
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2, 2))
                .hasMessageContaining("byte " + (GOOD.length() + 1 + 16 + 3))
                .hasMessageContaining("a new page after all pages=2");
    }

    @Test
    void aPlaceBeyondTheListIsNamed() {
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2, 2 << 3 | 2))
                .hasMessageContaining("names place 2 of a recency list of 2 pages");
    }

    @Test
    void aPageNeverNamedIsNamed() {
        String three = GOOD.replace("pages=2", "pages=3");
        assertThatThrownBy(() -> read(three, new long[] {5, 6, 7}, 2, 2, 8 | 2))
                .hasMessageContaining("name 2 of the pages=3");
    }

    @Test
    void anOverlongLebIsNamed() {
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2, 31 << 3 | 2, 0x81, 0x00))
                .hasMessageContaining("overlong LEB128 number: its last byte adds nothing");
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2, 31 << 3 | 2, 0x81, 0x80, 0x80, 0x80, 0x80, 1))
                .hasMessageContaining("overlong LEB128 number: more than 5 bytes");
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2, 31 << 3 | 2, 0xff, 0xff, 0xff, 0xff, 0x0f))
                .hasMessageContaining("a LEB128 number of 4294967295");
        assertThatThrownBy(() -> read(GOOD, new long[] {5, 6}, 2, 2, 31 << 3 | 2, 0x81))
                .hasMessageContaining("ends within a LEB128 number");
    }

    private static void read(String header, long[] table, int... events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((header + "\n").getBytes(StandardCharsets.US_ASCII));
        for (long page : table) {
            for (int shift = 0; shift < 64; shift += 8) {
                bytes.write((int) (page >>> shift));
            }
        }
        for (int event : events) {
            bytes.write(event);
        }
        Traces.keys(Traces.open(bytes.toByteArray(), null), 10);
    }
}
