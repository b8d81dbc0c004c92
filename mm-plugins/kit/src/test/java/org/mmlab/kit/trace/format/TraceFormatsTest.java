package org.mmlab.kit.trace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.PageRuns;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;

/** The front door: what it opens, and how it refuses. */
class TraceFormatsTest {

    @TempDir
    Path folder;

    @Test
    void anAbsentFileIsNamed() {
        assertThatThrownBy(() -> TraceFormats.open(folder.resolve("absent.gz"), null))
                .isInstanceOf(TraceException.class)
                .hasMessageEndingWith("absent.gz: no such file; check the path of the trace");
    }

    @Test
    void aDirectoryIsNamed() {
        assertThatThrownBy(() -> TraceFormats.open(folder, null))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("this is a directory");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> TraceFormats.open(empty, null)).hasMessageContaining("the file is empty");
        assertThatThrownBy(() -> TraceFormats.open(empty, "u32be")).hasMessageContaining("the file is empty");
    }

    @Test
    void anUnknownFormatListsTheKnown() {
        assertThatThrownBy(() -> Traces.open("1\n", "lisr"))
                .hasMessage(Traces.NAME + ": unknown trace format 'lisr'; known: pgt1, lackey, address, lirs, "
                        + "cloudphysics-csv, adaptsize, u32be, u32le, i32be, i64be");
    }

    @Test
    void textOfNoFormatShowsItsFirstLine() {
        assertThatThrownBy(() -> Traces.open("hello, world\n", null))
                .hasMessageContaining("text of no known format; it begins 'hello, world'")
                .hasMessageContaining("--trace-format");
    }

    /** Programs, pictures and packings that mm does not unpack have returning words enough to pass for keys. */
    @ParameterizedTest
    @CsvSource({
        "7f454c46,an ELF program or library",
        "89504e470d0a1a0a,of type image/png",
        "425a68,packed with bzip2",
        "504b0304,'an archive, zip'"
    })
    void aFileThatIsNoTraceIsNamedForWhatItIs(String magic, String name) {
        byte[] file = new byte[4096];
        byte[] head = HexFormat.of().parseHex(magic);
        System.arraycopy(head, 0, file, 0, head.length);
        assertThatThrownBy(() -> Traces.open(file, null))
                .hasMessageContaining("the file is no trace but " + name)
                .hasMessageContaining("name the format with --trace-format");
        assertThat(Traces.keys(Traces.open(file, "u32be"), 64)).hasSize(1024);
    }

    @Test
    void askingForAnotherKindOfFileIsRefused() {
        assertThatThrownBy(() -> Traces.open("1\n2\n", "u32be")).hasMessageContaining("as u32be, but the file is text");
        assertThatThrownBy(() -> Traces.open(new byte[64], "lirs"))
                .hasMessageContaining("as lirs, but the file is binary");
        assertThatThrownBy(() -> Traces.open("1\n2\n", "pgt1")).hasMessageContaining("as pgt1, but the file is text");
    }

    @Test
    void aTraceOfKeysHasNoReferences() {
        Trace trace = Traces.open("1\n2\n", null);
        assertThat(trace.hasReferences()).isFalse();
        assertThatThrownBy(trace::references)
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("format lirs holds keys without accesses")
                .hasMessageContaining("pgt1, lackey, address");
    }

    @Test
    void aDenseTraceNumbersKeysByFirstAppearance() {
        DenseTrace dense = DenseTrace.load(Traces.open("70\n5\n70\n6\n5\n", null), DenseTrace.ALL);
        assertThat(dense.pages()).containsExactly(0, 1, 0, 2, 1);
        assertThat(dense.keys()).containsExactly(70, 5, 6);
        DenseTrace front = DenseTrace.load(Traces.open("70\n5\n70\n6\n5\n", null), 3);
        assertThat(front.pages()).containsExactly(0, 1, 0);
        assertThat(front.distinctPages()).isEqualTo(2);
    }

    @Test
    void aLimitTakesThatManyEventsOfAPageTrace() {
        DenseTrace all = DenseTrace.load(BundledTraces.open("true"), DenseTrace.ALL);
        DenseTrace some = DenseTrace.load(BundledTraces.open("true"), 5000);
        assertThat(some.pages()).isEqualTo(Arrays.copyOf(all.pages(), 5000));
    }

    @Test
    void aRunHasTheMasksOfAllItsAccesses() {
        Trace trace = Traces.open("I  1000,4\n L 1008,4\n S 2000,4\n M 1010,4\nI  1014,4\n", null);
        long[] pages = new long[9];
        byte[] masks = new byte[9];
        try (PageRuns runs = new PageRuns(trace.references())) {
            assertThat(runs.read(pages, masks, 9)).isEqualTo(3);
        }
        assertThat(pages).startsWith(1, 2, 1);
        assertThat(masks).startsWith(3, 4, 7);
    }
}
