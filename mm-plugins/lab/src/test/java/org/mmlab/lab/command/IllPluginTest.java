package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.plugin.Policy;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.kit.spec.SpecKey;
import org.mmlab.lab.CommandRun;

/** A plug-in that throws, of whatever kind and in whichever method, ends the run with an error that names both, and no stack trace. */
class IllPluginTest {
    private static final String SCRIPT = """
            p = mmap 4M rw
            write p
            file log 256K cold
            s = mmap 256K rw shared log
            read s
            write s
            pwrite log 0 64K 7
            sleep 60000
            b = mmap 64M rw
            write b pages 1600
            read b pages 1600
            munmap p 4M
            write b pages 3000
            """;

    @TempDir
    private Path folder;

    static Stream<SpecKey> kinds() {
        return PolicyCatalog.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatItThrowsIsToldWithItsNameAndMethod(SpecKey key) throws IOException {
        Class<? extends Policy> spi = PolicyCatalog.spi(key);
        Set<String> asked = new TreeSet<>();
        for (String method : methods(spi)) {
            for (String[] command : List.of(script(key), replay(key))) {
                if (asked.contains(method)) {
                    continue;
                }
                IllPlugin plugin = new IllPlugin(spi, method, () -> {
                    throw new IllegalStateException("my ring is empty");
                });
                CommandRun run = plugin.run(folder, model(key), command);
                if (plugin.wasAsked()) {
                    asked.add(method);
                    assertThat(run.exitCode()).as(method).isEqualTo(1);
                    assertThat(run.err())
                            .as(method)
                            .startsWith("mm " + command[0] + ": ")
                            .contains(
                                    "'ill' threw java.lang.IllegalStateException: my ring is empty in " + method + "()",
                                    "mend the plug-in")
                            .doesNotContain("\tat ");
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(1);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(SpecKey.RECLAIM, "victim", 1 << 30, "frame 1073741824, which it does not hold"),
                arguments(SpecKey.RECLAIM, "victim", -7, "frame -7, which it does not hold"),
                arguments(SpecKey.RECLAIM, "victim", 0, "frame 0, which it does not hold"),
                arguments(SpecKey.RECLAIM, "victim", Addresses.rawFrame(Addresses.NO_FRAME), "NO_FRAME each time"),
                arguments(SpecKey.OOM, "victim", 77, "process 77, which does not live"),
                arguments(SpecKey.OOM, "victim", -2, "process -2, which does not live"),
                arguments(SpecKey.UNMAPPED_AREA, "place", 4097L, "address 0x1001 for"),
                arguments(SpecKey.UNMAPPED_AREA, "place", -4096L, "address 0xfffffffffffff000 for"),
                arguments(SpecKey.UNMAPPED_AREA, "place", 1L << 40, "address 0x10000000000 for 69206016 bytes"),
                arguments(SpecKey.MEMPOLICY, "node", -1, "node -1; it must give a node from 0 to 0"),
                arguments(SpecKey.MEMPOLICY, "node", 1, "node 1; it must give a node from 0 to 0"),
                arguments(
                        SpecKey.ZONELIST, "order", new int[0][], "0 orders; it must give one for each of the 1 nodes"),
                arguments(SpecKey.ZONELIST, "order", new int[][] {{0, 0}}, "nodes [0, 0] for node 0"),
                arguments(SpecKey.ZONELIST, "order", new int[][] {{}}, "nodes [] for node 0"),
                arguments(SpecKey.ZONELIST, "order", new int[][] {{1}}, "nodes [1] for node 0"),
                arguments(SpecKey.BOOT_ALLOCATOR, "allocate", 1L << 40, "address 0x10000000000 for"),
                arguments(SpecKey.BOOT_ALLOCATOR, "allocate", 1L << 20 | 1, "address 0x100001 for"),
                arguments(SpecKey.SWAP_BACKEND, "slots", 0, "0 slots for swap area"),
                arguments(SpecKey.SWAP_BACKEND, "slots", -5, "-5 slots for swap area"),
                arguments(SpecKey.SWAP_BACKEND, "allocate", 0, "slots 0 to 0, which are not 1 aligned slots of 1 to"),
                arguments(SpecKey.SWAP_BACKEND, "allocate", 1 << 30, "slots 1073741824 to 1073741824, which are not"),
                arguments(SpecKey.SWAP_BACKEND, "allocate", 5, "slots 5 to 5, of which slot 5 is in use"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aWrongAnswerIsToldWithWhatWouldBeRight(SpecKey key, String method, Object answer, String problem)
            throws IOException {
        IllPlugin plugin = new IllPlugin(PolicyCatalog.spi(key), method, () -> answer);
        CommandRun run = plugin.run(folder, model(key), script(key));
        assertThat(plugin.wasAsked()).isTrue();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm exec: ")
                .contains("'ill': " + method + "() gave " + problem, "it must ")
                .doesNotContain("\tat ");
    }

    /** What no check sees makes mm fail somewhere else: then those that may be the cause are named. */
    @ParameterizedTest
    @EnumSource(
            value = SpecKey.class,
            names = {"MODEL", "ALLOCATOR", "PAGE_TABLE"})
    void aMachineThatFailsForNothingIsToldToHaveAStrangerInIt(SpecKey key) throws IOException {
        String method = key == SpecKey.PAGE_TABLE ? "codec" : "attach";
        IllPlugin plugin = new IllPlugin(PolicyCatalog.spi(key), method, () -> null);
        CommandRun run = plugin.run(folder, model(key), script(key));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("mm exec: this is a bug of mm or of ").contains("'ill' (com.example.ill.");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {StackOverflowError.class, AssertionError.class, OutOfMemoryError.class, ArithmeticException.class
            })
    void anErrorIsToldLikeAnException(Class<? extends Throwable> type) throws IOException {
        IllPlugin plugin = new IllPlugin(ReplacementPolicy.class, "victim", () -> {
            throw type.getDeclaredConstructor().newInstance();
        });
        CommandRun run = plugin.run(folder, "lru", replay(SpecKey.RECLAIM));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("mm run: replacement policy 'ill' threw " + type.getName() + " in victim()")
                .doesNotContain("\tat ");
    }

    @Test
    void aStackTraceIsShownToThoseWhoAsk() throws IOException {
        IllPlugin plugin = new IllPlugin(ReplacementPolicy.class, "admit", () -> {
            throw new IllegalStateException("my ring is full");
        });
        String[] replay = replay(SpecKey.RECLAIM);
        String[] command = Arrays.copyOf(replay, replay.length + 1);
        command[replay.length] = "--stack-trace";
        assertThat(plugin.run(folder, "lru", command).err())
                .startsWith("mm run: replacement policy 'ill' threw")
                .contains("\tat ");
    }

    /** No rule can stop a plug-in that never comes back; who interrupts the program is told where it was. */
    @Test
    void anInterruptionTellsWhichPluginWasAtWork() throws IOException {
        StringWriter said = new StringWriter();
        IllPlugin plugin = new IllPlugin(ReplacementPolicy.class, "victim", () -> {
            Interruption.tell(Thread.currentThread().getStackTrace(), new PrintWriter(said, true));
            throw new IllegalStateException("interrupted");
        });
        plugin.run(folder, "lru", replay(SpecKey.RECLAIM));
        assertThat(said.toString())
                .isEqualToIgnoringNewLines("mm: interrupted in victim() of replacement policy 'ill'");
    }

    private static List<String> methods(Class<?> spi) {
        return Arrays.stream(spi.getMethods())
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private static String model(SpecKey key) {
        return key == SpecKey.RECLAIM ? "lru" : key.defaultText();
    }

    private static String[] replay(SpecKey key) {
        return new String[] {"run", "bundled:true", "--ram", "1/2x", "--" + key.key(), "ill"};
    }

    private String[] script(SpecKey key) throws IOException {
        Path script = Files.writeString(folder.resolve("all.mm"), SCRIPT);
        String swap = key == SpecKey.OOM ? "0" : "16M";
        return new String[] {
            "exec", script.toString(), "--ram", "6M", "--overcommit", "always", "--swap", swap, "--" + key.key(), "ill"
        };
    }
}
