package org.mmlab.lab.conform.vma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;
import org.mmlab.lab.conform.ConformReport;
import org.mmlab.lab.conform.OneScript;

/** The recorded scripts replay equal, and a vector that says anything else does not. */
class VmaFamilyTest {
    private static final int SCRIPTS = 585;
    private static final int CHANGES = 100;
    /** What was recorded of a step: its result and the areas after it. */
    private static final Pattern RECORDED = Pattern.compile("\"r\":\\{[^{}]*\\},\"vmas\":\\[(\\[[^\\]]*\\],?)*\\]");

    private static final Pattern NUMBER = Pattern.compile("(?<=[\\[:,])\\d+(?=[,\\]}])");

    @Test
    void everyBundledScriptIsEqual() {
        CommandRun run = CommandRun.of("conform", "bundled", "--family", "vma");
        assertThat(run.out()).isEqualTo("vma: " + SCRIPTS + " passed, 0 failed\n");
        assertThat(run.exitCode()).isZero();
    }

    /** A recorded number is changed in each of many scripts; each change must be noticed. */
    @Test
    void aChangedResultFailsItsCase() throws IOException {
        List<String> scripts = OneScript.bundled("vma", "hand.jsonl.gz").stream()
                .filter(script -> !recordedNumbers(script).isEmpty())
                .toList();
        Random random = new Random(20261122);
        for (int i = 0; i < CHANGES; i++) {
            String script = scripts.get(random.nextInt(scripts.size()));
            String changed = OneScript.change(script, recordedNumbers(script), random);
            assertThat(replay(changed).tally().failed()).as("of %s", changed).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'op':'munmap'|'op':'munmapp'|operation 'munmapp' is unknown",
                "'len':4096|'len':4096,'x':1|unknown field 'x'",
                "'ret':0|'ret':0,'y':1|unknown field 'y'",
                "'vmas':[]|'areas':[]|field 'vmas' is missing",
                "'vmas':[]|'vmas':[[0,4096]]|an area is [start, end, perms, offset, backing, flags]",
                "'space':'window'|'space':'room'|space 'room' is unknown",
                "'p':0|'p':3|process 3 does not exist",
                "'name':'r0'|'name':'read'|file name 'read' is not a letter and a number",
                "'same_as':'f0'|'same_as':'f7'|same_as 'f7' is no file",
                "'pages':4|'pagess':4|field 'pages' is missing"
            })
    void whatIsNotUnderstoodFailsItsCase(String original, String changed, String message) throws IOException {
        String script = "{'id':'a','kind':'hand','desc':'','space':'window','files':[{'name':'f0','pages':4},"
                + "{'name':'r0','same_as':'f0'}],"
                + "'steps':[{'op':'munmap','addr':0,'len':4096,'p':0,'r':{'ret':0},'vmas':[]}]}";
        assertThat(replay(script.replace('\'', '"')).allPassed()).isTrue();
        assertThat(script).contains(original);
        ConformReport report = replay(script.replace(original, changed).replace('\'', '"'));
        assertThat(report.tally().failed()).isEqualTo(1);
        assertThat(report.differences()).singleElement().asString().contains(message);
    }

    @Test
    void unsignedNumbersAreRead() throws IOException {
        String script =
                "{'id':'a','kind':'hand','desc':'','space':'window','files':[],'steps':[{'op':'mprotect','addr':0,"
                        + "'len':18446744073709547520,'prot':'r--','r':{'err':'ENOMEM'},'vmas':[]}]}";
        assertThat(replay(script.replace('\'', '"')).allPassed()).isTrue();
    }

    private static List<int[]> recordedNumbers(String script) {
        return OneScript.numbers(script, RECORDED, NUMBER);
    }

    private static ConformReport replay(String script) throws IOException {
        return new OneScript(script).replay(new VmaFamily(), 1);
    }
}
