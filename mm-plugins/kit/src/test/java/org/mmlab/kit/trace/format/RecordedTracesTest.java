package org.mmlab.kit.trace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.kit.trace.DenseTrace;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;
import org.mmlab.kit.trace.Traces.Touch;
import org.mmlab.kit.trace.input.ResourceSource;

/** The recordings that are shipped hold what their recorder's table says. */
class RecordedTracesTest {

    @ParameterizedTest
    @CsvSource({
        "ls,8857839,4740544,356",
        "cat,416923,207620,211",
        "true,170158,80342,139",
        "bzip2.f16,60000000,11021,384",
        "cat.f16,416923,6569,211",
        "gitlog.f16,60000000,346424,1005",
        "grep.f16,23132708,236140,332",
        "ls.f16,8857839,292713,356",
        "matmul.f16,38090385,1319495,329",
        "sort.f16,60000000,131976,7108",
        "sqlite.f16,60000000,2891803,626",
        "true.f16,170158,2097,139",
        "wc.f16,60000000,3181,170",
    })
    void countsAreThoseOfTheRecording(String name, long references, int events, int pages) {
        Trace trace = BundledTraces.open(name);
        assertThat(trace.header().references()).isEqualTo(references);
        DenseTrace dense = DenseTrace.load(trace, DenseTrace.ALL);
        assertThat(dense.requests()).isEqualTo(events);
        assertThat(dense.distinctPages()).isEqualTo(pages);
        assertThat(BundledTraces.names()).contains(name);
    }

    @Test
    void lackeyTextHoldsWhatItsRecorderCounted() {
        Trace trace = TraceFormats.open(
                new ResourceSource(Traces.class, "/org/mmlab/kit/trace/raw-lackey-true.txt.xz", "true"), null);
        List<Touch> references = Traces.references(trace, 1000);
        assertThat(references).hasSize(170_180);
        assertThat(references.get(0)).isEqualTo(new Touch(0x401ab70, 1, 3));
        assertThat(references.stream().filter(touch -> touch.mask() == 1)).hasSize(130_073);
        assertThat(Traces.keys(trace, 1000)).hasSize(80_358);
        assertThat(Traces.keys(trace, 1000).stream().distinct()).hasSize(139);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "cat", "ls"})
    void theFilteredStreamIsWhatMissesInSixteenEntries(String name) {
        int[] runs = DenseTrace.load(BundledTraces.open(name), DenseTrace.ALL).pages();
        int[] filtered = DenseTrace.load(BundledTraces.open(name + ".f16"), DenseTrace.ALL)
                .pages();
        List<Integer> tlb = new ArrayList<>();
        int at = 0;
        for (int page : runs) {
            if (!tlb.remove((Integer) page)) {
                assertThat(filtered[at++]).isEqualTo(page);
            }
            tlb.add(page);
            if (tlb.size() > 16) {
                tlb.remove(0);
            }
        }
        assertThat(at).isEqualTo(filtered.length);
    }

    @Test
    void masksOrTheAccessesOfARun() {
        Map<Integer, Integer> kinds = new HashMap<>();
        Traces.references(BundledTraces.open("cat"), 512).forEach(touch -> kinds.merge(touch.mask(), 1, Integer::sum));
        assertThat(kinds.keySet()).contains(1, 2, 4, 6).allMatch(mask -> mask >= 1 && mask <= 7);
    }

    @Test
    void anUnknownRecordingListsTheKnown() {
        assertThatThrownBy(() -> BundledTraces.open("sl"))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("unknown bundled trace 'sl'; known: bzip2.f16, cat, ");
    }
}
