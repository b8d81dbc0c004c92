package org.mmlab.lab.conform.buddy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.OneScript;
import org.mmlab.lab.conform.VectorLibrary;

class BuddyFamilyTest {
    private static final int SCRIPTS_OF_A_GUEST = 38;
    /** Of each kernel, in the files {@code own-*}. */
    private static final int SCRIPTS_OF_OUR_OWN = 6;

    @Test
    void everyRecordedScriptIsReplayedExactly() throws IOException {
        ConformReport report = new ConformReport(10);
        new BuddyFamily().replay(VectorLibrary.named(VectorLibrary.BUNDLED).folder("buddy"), report);
        assertThat(report.differences()).isEmpty();
        assertThat(report.tally().passed()).isEqualTo(6 * SCRIPTS_OF_A_GUEST + SCRIPTS_OF_OUR_OWN);
        assertThat(report.groups().get("6.1").passed()).isEqualTo(SCRIPTS_OF_A_GUEST + SCRIPTS_OF_OUR_OWN);
    }

    @Test
    void anAlteredFrameNumberIsADifference() throws IOException {
        assertThat(replay("\"pfn\":24576", "\"pfn\":24577"))
                .singleElement()
                .asString()
                .contains("pfn: expected 24577, got 24576");
    }

    @Test
    void anAlteredHashIsADifference() throws IOException {
        assertThat(replay("\"h\":\"dcbe9b3d7b80b5f3\"", "\"h\":\"dcbe9b3d7b80b5f4\""))
                .singleElement()
                .asString()
                .contains("zone DMA32 h");
    }

    @Test
    void anUnknownFieldIsAnError() throws IOException {
        assertThat(replay("\"n\":0,", "\"n\":0,\"colour\":1,"))
                .singleElement()
                .asString()
                .contains("unknown field 'colour'");
    }

    @Test
    void anUnknownOperationIsAnError() throws IOException {
        assertThat(replay("\"a 0 10", "\"zap 0 10"))
                .singleElement()
                .asString()
                .contains("unknown operation 'zap'", "contigfree");
    }

    /** The differences of a script of one operation, with a piece of that operation's line replaced. */
    private static List<String> replay(String piece, String replacement) throws IOException {
        String script = scriptOfOneOperation();
        assertThat(differences(script)).isEmpty();
        int operation = script.lastIndexOf('\n');
        assertThat(script.substring(operation)).contains(piece);
        return differences(
                script.substring(0, operation) + script.substring(operation).replace(piece, replacement));
    }

    private static List<String> differences(String script) throws IOException {
        ConformReport report = new OneScript(script).replay(new BuddyFamily(), 10);
        return report.differences().stream().map(Object::toString).toList();
    }

    /** The first script of a bundled guest, up to its first operation. */
    private static String scriptOfOneOperation() throws IOException {
        List<String> lines = OneScript.bundled("buddy", "256m.jsonl.gz");
        int first = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains("\"op\""))
                .findFirst()
                .orElseThrow();
        return String.join("\n", lines.subList(0, first + 1));
    }
}
