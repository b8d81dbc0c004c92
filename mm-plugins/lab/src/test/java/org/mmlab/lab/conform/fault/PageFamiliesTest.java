package org.mmlab.lab.conform.fault;

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
class PageFamiliesTest {
    /** What was recorded of a step. */
    private static final Pattern RECORDED = Pattern.compile("\"r\":\\{[^{}]*(\\{.*?\\})?[^{}]*\\}");

    private static final Pattern NUMBER = Pattern.compile("(?<=[\\[:,])-?\\d+(?=[,\\]}])");
    private static final int CHANGES = 150;

    @ParameterizedTest
    @CsvSource({"fault, 888", "swap, 148"})
    void everyBundledScriptIsEqualInItsExactAndItsWeakerFields(String family, int scripts) {
        CommandRun run = CommandRun.of("conform", "bundled", "--family", family);
        assertThat(run.out())
                .isEqualTo(family + ": " + scripts + " passed, 0 failed\n  weaker fields: " + scripts
                        + " passed, 0 failed\n");
        assertThat(run.exitCode()).isZero();
    }

    /** A recorded number is changed in each of many scripts; each change must be noticed, in the exact fields or the weaker ones. */
    @Test
    void aChangedResultFailsItsCase() throws IOException {
        List<String> scripts = OneScript.bundled("fault", "hand.jsonl.gz");
        Random random = new Random(20261122);
        for (int i = 0; i < CHANGES; i++) {
            String script = scripts.get(random.nextInt(scripts.size()));
            String changed = OneScript.change(script, OneScript.numbers(script, RECORDED, NUMBER), random);
            ConformReport report = replay(changed);
            assertThat(report.allPassed()).as("of %s", changed).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'op':'read'|'op':'raed'|operation 'raed' is unknown",
                "'op':'read','addr':0|'op':'read'|field 'addr' is missing",
                "'stride':4096|'stride':4096,'x':1|unknown field 'x'",
                "FIXED','r'|FIXXED','r'|flags 'FIXXED' is unknown",
                "'prot':'rw-'|'prot':'rq-'|prot 'rq-' has an unknown letter",
                "'vals':'00'|'vals':'00','y':2|unknown field 'y'",
                "'thp_disable':false|'thp_disable':0|must be true or false",
                "'files':[]|'files':[{'name':'f0','pages':1,'fs':'xfs'}]|file system 'xfs' is unknown",
                "'id':'a'|'ids':'a'|field 'id' is missing",
                "'p':0|'p':7|process 7 does not exist",
                "[0,1,'PZ',-1,0]|[0,1,'PQ',-1,0]|unknown letter Q",
                "[0,1,'PZ',-1,0]|[0,1,'PX',0,1]|page 0 state: expected PX, got PZ",
                "'mask':'m'|'mask':'M'|mask: expected M, got m",
            })
    void whatIsNotUnderstoodOrNotEqualFailsItsCaseAndSaysWhy(String part, String replacement, String reason)
            throws IOException {
        String script = "{'id':'a','kind':'hand','desc':'','thp_disable':false,'files':[],'steps':["
                + "{'op':'mmap','addr':0,'len':4096,'prot':'rw-','flags':'PRIVATE|ANON|FIXED','r':{'ret':0}},"
                + "{'op':'read','addr':0,'count':1,'stride':4096,'p':0,"
                + "'r':{'ret':1,'vals':'00','mask':'m','min':1,'maj':0,'perf':[1,1,0]}},"
                + "{'op':'snap','r':{'procs':{'0':{'vmas':[[[0,4096,'rw-p',0,'anon','rd wr mr mw me ac'],{}]],"
                + "'pages':[[0,1,'PZ',-1,0]]}}}}]}";
        assertThat(script).contains(part);
        assertThat(replay(script.replace('\'', '"')).allPassed()).isTrue();
        ConformReport report = replay(script.replace(part, replacement).replace('\'', '"'));
        assertThat(report.tally().failed()).isEqualTo(1);
        assertThat(report.differences().get(0).toString()).contains(reason);
    }

    /** What a descriptor was not opened for is refused, as are sizes that are none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ro|'op':'pwrite','off':0,'len':1,'val':1|EBADF",
                "wo|'op':'pread','off':0,'len':1|EBADF",
                "ro|'op':'ftruncate','size':0|EINVAL",
                "rw|'op':'ftruncate','size':-1|EINVAL",
                "ro|'op':'fallocate','off':0,'len':1,'mode':'KEEP_SIZE'|EBADF",
                "rw|'op':'fallocate','off':0,'len':0,'mode':'KEEP_SIZE'|EINVAL",
                "rw|'op':'fallocate','off':0,'len':1,'mode':'PUNCH_HOLE'|EOPNOTSUPP",
            })
    void aFileIsUsedAsItWasOpened(String mode, String step, String errno) throws IOException {
        String script = "{'id':'a','kind':'hand','desc':'','thp_disable':false,'files':[{'name':'f0','pages':1,'mode':'"
                + mode + "'}],'steps':[{" + step + ",'file':'f0','r':{'err':'" + errno + "'}}]}";
        ConformReport report = replay(script.replace("'mode':'rw'", "'tail':0").replace('\'', '"'));
        assertThat(report.differences()).isEmpty();
        assertThat(report.tally().passed()).isEqualTo(1);
    }

    private static ConformReport replay(String script) throws IOException {
        return new OneScript(script).replay(new FaultFamily(), 1);
    }
}
