package org.mmlab.kit.trace.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.TraceException;
import org.mmlab.kit.trace.Traces;
import org.mmlab.kit.trace.Traces.Touch;

/** The line-a-request formats against the numbers they were printed from. */
class RecordReadersTest {

    @Property(tries = 100)
    void lirsNumbersAreRead(
            @ForAll @NotEmpty List<@LongRange(min = 0) Long> blocks, @ForAll @IntRange(min = 1, max = 300) int batch) {
        String text = blocks.stream().map(block -> block + "\r\n*\r\n*\r\n").collect(Collectors.joining()) + "\n\n";
        Trace trace = Traces.open(text, null);
        assertThat(trace.formatName()).isEqualTo("lirs");
        assertThat(Traces.keys(trace, batch)).isEqualTo(blocks);
    }

    @Property(tries = 100)
    void adaptSizeIdsAreRead(@ForAll @NotEmpty List<@LongRange(min = 0) Long> ids) {
        String text = ids.stream().map(id -> "17 " + id + " 4\n").collect(Collectors.joining());
        Trace trace = Traces.open(text, null);
        assertThat(trace.formatName()).isEqualTo("adaptsize");
        assertThat(Traces.keys(trace, 100)).isEqualTo(ids);
    }

    @Property(tries = 100)
    void cloudPhysicsBlocksAreRead(@ForAll @NotEmpty List<@LongRange(min = 0) Long> blocks) {
        String lines = blocks.stream().map(lbn -> "1,5633898,2a,512," + lbn).collect(Collectors.joining("\n"));
        Trace trace = Traces.open("version,time,op,size,lbn\n" + lines, null);
        assertThat(trace.formatName()).isEqualTo("cloudphysics-csv");
        assertThat(Traces.keys(trace, 100)).isEqualTo(blocks);
    }

    @Property(tries = 100)
    void addressesAreReadWithAndWithoutPenalties(@ForAll @NotEmpty List<Long> addresses, @ForAll boolean penalties) {
        String text = addresses.stream()
                .map(address -> (address % 2 == 0 ? "l" : "s") + " 0x" + Long.toHexString(address) + " 3"
                        + (penalties ? " 1 100\n" : "\n"))
                .collect(Collectors.joining());
        Trace trace = Traces.open(text, null);
        assertThat(trace.formatName()).isEqualTo("address");
        assertThat(Traces.references(trace, 100))
                .isEqualTo(addresses.stream()
                        .map(address -> new Touch(address, address % 2 == 0 ? 2 : 4, 1))
                        .toList());
        assertThat(Traces.keys(trace, 100))
                .isEqualTo(addresses.stream().map(address -> address >>> 12).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lirs|12|-3|expected a block number or '*' (decimal digits) and found '-'",
                "lirs|12|3 4|expected the end of the line and found byte 0x20",
                "lirs|12|* *|expected the end of the line",
                "lirs|12|9223372036854775808|does not fit 63 bits",
                "lirs|12|page|found 'p'",
                "address|l 0x10 1|m 0x10 1|expected 'l' or 's' and found 'm'",
                "address|l 0x10 1|l 10 1|expected ' 0x'",
                "address|l 0x10 1|l 0x10 1 1 100|expected the end of the line",
                "address|l 0x10 1 1 100|l 0x10 1|expected ' ' and found the end of the line",
                "adaptsize|1 2 3|1 2|expected ' '",
                "cloudphysics-csv|version,time,op,size,lbn|1,2,2a,512|expected ','",
                "cloudphysics-csv|version,time,op,size,lbn|1,2,xx,512,3|expected a SCSI operation code",
            })
    void aWrongLineIsNamed(String format, String good, String bad, String problem) {
        assertThatThrownBy(() -> Traces.keys(Traces.open(good + "\n" + bad + "\n" + good + "\n", format), 10))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(Traces.NAME + ", line 2: column ")
                .hasMessageContaining(problem)
                .hasMessageContaining("if this is not " + format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lirs", "address", "adaptsize", "lackey"})
    void aTraceOfBlankLinesHasNoEvent(String format) {
        assertThatThrownBy(() -> Traces.keys(Traces.open("\n\n", format), 10)).hasMessageContaining("has no event");
    }

    @Test
    void csvOfOtherColumnsIsRefused() {
        assertThatThrownBy(() -> Traces.keys(Traces.open("time,op,lbn\n", "cloudphysics-csv"), 10))
                .hasMessageContaining("line 1")
                .hasMessageContaining("expected 'version,time,op,size,lbn'");
    }
}
