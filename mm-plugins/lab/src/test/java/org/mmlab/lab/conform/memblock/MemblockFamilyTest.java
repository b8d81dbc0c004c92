package org.mmlab.lab.conform.memblock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.conform.VectorLibrary;
import org.mmlab.lab.conform.VectorSource;

/** The recorded scripts replay equal, and a vector that says anything else does not. */
class MemblockFamilyTest {
    private static final int NAMED_TESTS = 157;
    private static final int RANDOM_SCRIPTS = 220;
    private static final int WIDE_SCRIPTS = 61;

    @Test
    void everyBundledScriptIsEqual() {
        CommandRun run = CommandRun.of("conform", "bundled", "--family", "memblock");
        assertThat(run.out())
                .isEqualTo("memblock: " + (NAMED_TESTS + RANDOM_SCRIPTS + WIDE_SCRIPTS) + " passed, 0 failed\n");
        assertThat(run.exitCode()).isZero();
    }

    /** Recorded numbers are changed one at a time; each change must be noticed in the case that it is in. */
    @ParameterizedTest
    @CsvSource({"named.jsonl.gz, 400", "random.jsonl.gz, 400", "wide.jsonl.gz, 200"})
    void aChangedResultFailsItsCase(String file, int changes) throws IOException {
        List<String> scripts = bundled(file).stream()
                .filter(script -> !results(script).isEmpty())
                .toList();
        Random random = new Random(20261122);
        for (int i = 0; i < changes; i++) {
            String script = scripts.get(random.nextInt(scripts.size()));
            String changed = change(script, random);
            assertThat(replay(changed).tally().failed()).as("of %s", changed).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'op':'add'|'op':'ad'|unknown operation 'ad'",
                "'0x1000','0x1000'],|'0x1000'],|add takes 2 arguments, found 1",
                "'0x1000','0x1000'],|'0x1000','0xz'],|'0xz' is not a 64-bit number",
                "'ret':0|'ret':0,'x':1|unknown field 'x'",
                "'ret':0|'ret':null|expected a 64-bit number",
                "'a':|'b':|field 'a' is missing",
                "0,16]]|0]]|expected an array of 4 values",
                "'seed':1|'sed':1|field 'seed' is missing",
                "'seed':1|'seed':1,'y':2|unknown field 'y'",
                "{'op'|[],{'op'|expected an object, found ARRAY",
                "'ret':0|'panic':'memblock: cannot resize memory array'|expected memblock: cannot resize memory array, got no panic",
            })
    void whatIsNotUnderstoodFailsItsCaseAndSaysWhy(String part, String replacement, String reason) throws IOException {
        String script = "{'script':'r0','kind':'small','seed':1,'ops':[{'op':'add','a':['0x1000','0x1000'],'ret':0,"
                + "'m':[['0x1000','0x1000',0,16]]}]}";
        assertThat(replay(script.replace('\'', '"')).tally().passed()).isEqualTo(1);
        ConformReport report = replay(script.replace(part, replacement).replace('\'', '"'));
        assertThat(report.tally().failed()).isEqualTo(1);
        assertThat(report.differences().get(0).toString()).contains(reason);
    }

    @Test
    void aChangeThatTheRecordDoesNotShowIsNoticed() throws IOException {
        ConformReport report = replay("{\"script\":\"r0\",\"kind\":\"k\",\"seed\":1,\"ops\":["
                + "{\"op\":\"reserve\",\"a\":[\"0x1000\",\"0x1000\"],\"ret\":0}]}");
        assertThat(report.differences().get(0))
                .hasToString("r0 k, step 0 reserve: r: expected no change, got [[\"0x1000\",\"0x1000\",0,16]]");
    }

    @Test
    void aFileThatIsCutOffIsAnErrorWithFileAndLine() throws IOException {
        byte[] whole = compressed(String.join("\n", bundled("random.jsonl.gz")));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> new MemblockFamily().replay(source(half), new ConformReport(1)))
                .isInstanceOf(VectorFormatException.class)
                .hasMessageMatching("test/some\\.jsonl\\.gz:\\d+: the compressed file is cut off or damaged.*");
    }

    @Test
    void aFileOfSomethingElseIsAnErrorWithFileAndLine() {
        assertThatThrownBy(() -> replay("page faults: 12"))
                .isInstanceOf(VectorFormatException.class)
                .hasMessageStartingWith("test/some.jsonl.gz:1: not JSON: ");
        assertThatThrownBy(() -> replay("")).hasMessage("test/some.jsonl.gz holds no script");
    }

    private static List<String> bundled(String file) throws IOException {
        VectorSource folder = VectorLibrary.named(VectorLibrary.BUNDLED).folder("memblock");
        try (InputStream content = folder.open(file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    /** Changes one digit of one recorded result. */
    private static String change(String script, Random random) {
        List<Integer> digits = results(script);
        int at = digits.get(random.nextInt(digits.size()));
        char other = script.charAt(at) == '7' ? '5' : '7';
        return script.substring(0, at) + other + script.substring(at + 1);
    }

    /** Where the first digits of the recorded return values, first regions and sums are. */
    private static List<Integer> results(String script) {
        List<Integer> digits = new ArrayList<>();
        for (String field : List.of("\"ret\":", "\"m\":[[", "\"r\":[[", "_sum\":[")) {
            for (int at = script.indexOf(field); at >= 0; at = script.indexOf(field, at + 1)) {
                boolean given = script.lastIndexOf("\"op\":\"state\"", at) > script.lastIndexOf("\"a\":[", at);
                int value = at + field.length();
                while (!Character.isDigit(script.charAt(value)) && "}]".indexOf(script.charAt(value)) < 0) {
                    value++;
                }
                if (!given && Character.isDigit(script.charAt(value))) {
                    digits.add(script.startsWith("0x", value) ? value + 2 : value);
                }
            }
        }
        return digits;
    }

    private static ConformReport replay(String text) throws IOException {
        ConformReport report = new ConformReport(1);
        new MemblockFamily().replay(source(compressed(text)), report);
        return report;
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static VectorSource source(byte[] content) {
        return new VectorSource() {
            @Override
            public String location() {
                return "test";
            }

            @Override
            public List<String> files() {
                return List.of("some.jsonl.gz");
            }

            @Override
            public InputStream open(String file) throws IOException {
                return new GZIPInputStream(new ByteArrayInputStream(content));
            }
        };
    }
}
