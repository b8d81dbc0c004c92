package org.mmlab.lab.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.lab.CommandRun;

/** {@code mm exec} as a user meets it. */
class ExecCommandTest {
    @TempDir
    private Path folder;

    private CommandRun exec(String script, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("s.mm"), script);
        String[] arguments = new String[2 + more.length];
        arguments[0] = "exec";
        arguments[1] = file.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    void variablesHoldAddressesAndExpressions() throws IOException {
        CommandRun run = exec("p = mmap 64K rw at 0x10000\nq=p+2*4K-1\nprint q\nwrite q 5\nx = read q\nprint x*3\n");
        assertThat(run.out())
                .contains(
                        "p = mmap 64K rw at 0x10000                     = 0x10000\n",
                        "0x11fff = 73727\n",
                        "0xf = 15\n");
    }

    @Test
    void aFailedCallReportsItsErrorAndTheScriptGoesOn() throws IOException {
        CommandRun run = exec("munmap 1 4K\nmmap 0 rw\nmmap 4K rw\n");
        assertThat(run.out())
                .contains(
                        "munmap 1 4K                                    = -1 EINVAL (Invalid argument)\n",
                        "mmap 0 rw                                      = -1 EINVAL (Invalid argument)\n",
                        "mmap 4K rw                                     = 0x7f");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void areasHavePoliciesAndPagesMoveToThem() throws IOException {
        CommandRun run = exec("""
                p = mmap 64K rw
                write p pages 16
                mbind p 32K bind 1 strict
                mbind p 32K bind 1 move strict
                get_mempolicy p
                get_mempolicy p node
                set_mempolicy interleave 0-1
                get_mempolicy
                mbind p 32K preferred 1 relative
                show numa_maps
                mbind p 32K bind 7 static
                """, "--nodes", "2", "--ram", "64M");
        assertThat(run.out())
                .contains(
                        "mbind p 32K bind 1 strict                      = -1 EIO (Input/output error)\n",
                        "mbind p 32K bind 1 move strict                 = 0\n",
                        "get_mempolicy p                                = 2 (bind:1)\n",
                        "get_mempolicy p node                           = 1\n",
                        "get_mempolicy                                  = 3 (interleave:0-1)\n",
                        " prefer=relative:1 anon=8 dirty=8 active=0 N1=8 ",
                        " interleave:0-1 anon=8 dirty=8 active=0 N0=8 ",
                        "mbind p 32K bind 7 static                      = -1 EINVAL (Invalid argument)\n");
    }

    @Test
    void processesHaveMemoryOfTheirOwn() throws IOException {
        CommandRun run =
                exec("p = mmap 4K rw\nwrite p 1\nc = fork\nswitch c\nwrite p 2\ng = fork\nexit\nread p\ng: read p\n");
        assertThat(run.out())
                .contains("init> read p                                   = 1\n", "g> read p")
                .endsWith("= 2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "munnap p 4                  | 1:1: unknown operation 'munnap'; did you mean 'munmap'?",
                "p = mmap 64X rw             | 1:10: '64X' is no number; write 4096, 64K",
                "mbind 0 4K bond 1           | 1:12: unknown MODE 'bond'; did you mean 'bind'?",
                "mbind 0 4K bind 3-1         | 1: nodes: '3-1' is no list of nodes",
                "mmap 64K rwq                | 1:10: PROT 'rwq' is not made of r, w and x",
                "mmap 64K rw sharde          | 1:13: unknown flag or file 'sharde'; did you mean 'shared'?",
                "read q                      | 1:6: unknown variable 'q'; none exists (a variable is set by",
                "write 4096 300              | 1:12: VALUE is 300; it must be 0 to 255",
                "switch iniz                 | 1:8: unknown process 'iniz'; did you mean 'init'? known: init",
                "munmap 0                    | 1:10: LENGTH is missing; usage: munmap ADDR LENGTH",
                "munmap 0 4K 3               | 1:13: '3' is one argument too many; usage: munmap ADDR LENGTH",
                "show maps,mpas              | 1:11: unknown view 'mpas'; did you mean 'maps'?",
                "show maps 4096              | 1:11: nothing is mapped at 0x1000; 'show maps' prints what is",
                "pread g 0 1                 | 1:7: unknown file 'g'; none exists",
                "read 4096+                  | 1:10: a number is missing in '4096+'",
                "p =                         | an operation is missing; mm exec --list names them",
                "p = show maps               | 1:1: 'show' gives no value for 'p'",
                "madvise 0 4K dontned        | 1:14: unknown ADVICE 'dontned'; did you mean 'dontneed'?",
                "file 1x 4K                  | 1:6: '1x' is no file name; use letters",
            })
    void aWrongLineNamesFileLineColumnCauseAndCure(String line, String message) throws IOException {
        CommandRun run = exec(line + "\n");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm exec: " + folder.resolve("s.mm") + ":1:")
                .contains(message);
        assertThat(run.err()).doesNotContain("Exception").hasLineCount(1);
    }

    @Test
    void anExitedProcessPerformsNothing() throws IOException {
        assertThat(exec("c = fork\nexit c\nc: read 0\n").err())
                .contains("s.mm:3:1: process 'c' exited at line 2; living: init");
    }

    @Test
    void viewsAreShownAfterTheRun() throws IOException {
        CommandRun run = exec(
                "p = mmap 8K rw\nwrite p\n", "--show", "maps,smaps_rollup,status,numa_maps,pagemap,vmstat,meminfo");
        assertThat(run.out())
                .containsSubsequence(
                        "-- maps of init\n",
                        "[rollup]\n",
                        "VmPeak:\t       8 kB\n",
                        " default anon=1 dirty=1 active=0 N0=1 kernelpagesize_kB=4\n",
                        "present anon mapcount=1\n",
                        "-- vmstat\nnr_free_pages ",
                        "-- meminfo\nMemTotal: ");
        assertThat(exec("", "--show", "mpas").err()).contains("unknown view 'mpas'; did you mean 'maps'?");
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        CommandRun run = exec(
                "p = mmap 8K r at 0x10000 fixed\nread p count 2 step 4K\nwrite p\nmunmap 1 1\nshow maps\n",
                "--format",
                "json");
        ObjectMapper json = new ObjectMapper();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(5);
        JsonNode read = json.readTree(lines.get(1));
        assertThat(json.readTree(lines.get(0)).path("ret").asLong()).isEqualTo(0x10000);
        assertThat(read.path("mask").asText()).isEqualTo("mm");
        assertThat(read.path("min").asInt()).isEqualTo(2);
        assertThat(json.readTree(lines.get(2)).path("sig").toString())
                .isEqualTo("[\"SIGSEGV\",\"ACCERR\",\"0x10000\"]");
        assertThat(json.readTree(lines.get(3)).path("err").asText()).isEqualTo("EINVAL");
        assertThat(json.readTree(lines.get(4)).path("text").asText()).startsWith("00010000-00012000 r--p ");
    }

    private static final String VECTOR = """
            {"id":"one","kind":"hand","desc":"a guard","files":[],"steps":[
              {"op":"mmap","addr":0,"len":8192,"prot":"rw-","flags":"PRIVATE|ANON|FIXED","r":{"ret":0}},
              {"op":"write","addr":0,"count":3,"stride":4096,"val":5,"r":{"ret":2}},
              {"op":"snap","r":{}}]}
            {"id":"two","kind":"hand","desc":"in the window","space":"window","files":[],"steps":[
              {"op":"mmap","addr":null,"len":4096,"prot":"r--","flags":"PRIVATE|ANON","r":{},"vmas":[]}]}
            """;

    @Test
    void scriptsOfTheReferenceVectorsRunToo() throws IOException {
        CommandRun run = exec(VECTOR);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsSubsequence(
                        "== one: a guard\n",
                        "= 2 touches [mmS], 2 minor faults, Segmentation fault SEGV_MAPERR at 0x10000002000\n",
                        "0000010000000000         1  81",
                        "present anon mapcount=1\n",
                        "== two: in the window\n",
                        "= 0x1000ffff000\n");
    }

    @Test
    void whatIsPackedIsUnpackedByContent() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(VECTOR.getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("v.txt"), packed.toByteArray());
        assertThat(CommandRun.of("exec", file.toString()).out())
                .isEqualTo(exec(VECTOR).out());
        Files.write(file, java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertThat(CommandRun.of("exec", file.toString()).err())
                .contains("v.txt: the compressed file is cut off or damaged");
    }

    @Test
    void whatIsNoScriptIsSaidClearly() throws IOException {
        assertThat(exec("{\"id\":\"x\",}").err()).contains("s.mm:1:").contains("not JSON");
        assertThat(exec("{\"id\":\"x\",\"kind\":\"k\",\"desc\":\"d\",\"files\":[],\"steps\":[{\"op\":\"fly\"}]}")
                        .err())
                .contains("s.mm:1 steps[0]: operation 'fly' is unknown");
        assertThat(CommandRun.of("exec", "absent.mm").err())
                .startsWith("mm exec: there is no script 'absent.mm'; give a file, - for standard input");
        assertThat(CommandRun.of("exec").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("exec", "--example", "cwo").err()).contains("did you mean 'cow'?");
    }

    @Test
    void theListNamesEveryOperationWithItsArguments() {
        String list = CommandRun.of("exec", "--list").out();
        Operations.byName()
                .forEach((name, operation) ->
                        assertThat(list).contains("  " + operation.usage() + "\n", operation.doc()));
        assertThat(CommandRun.of("exec", "--help-operations").out()).isEqualTo(list);
        assertThat(list.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    }

    @Test
    void walkTellsOfAnyAddressOfAScriptsProcess() throws IOException {
        Path file =
                Files.writeString(folder.resolve("s.mm"), "p = mmap 8K rw at 0x10000\nwrite p 1\nmprotect p 4K none\n");
        CommandRun run = CommandRun.of("walk", "--exec", file.toString(), "p", "p+4K", "0x30000");
        assertThat(run.out())
                .containsSubsequence(
                        "0x10000 (read)",
                        "SEGV_ACCERR",
                        "0x11000 (read)",
                        "handled: 1 minor",
                        "0x30000 (read)",
                        "SEGV_MAPERR");
        assertThat(CommandRun.of("walk", "--exec", file.toString(), "q").err())
                .contains("address 'q':1:1: unknown variable 'q'; did you mean 'p'?");
        Files.writeString(file, "exit\n");
        assertThat(CommandRun.of("walk", "--exec", file.toString(), "0").err()).contains("all processes have exited");
    }
}
