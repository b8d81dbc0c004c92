package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.api.plugin.ParameterType;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.OomCandidates;
import org.mmlab.api.reclaim.OomPolicy;
import org.mmlab.lab.CommandRun;

/** Plug-ins that are registered or declared wrongly are all named at once, with what would be right. */
class IllRegistrationTest {
    @TempDir
    private Path folder;

    /** Kills nobody. */
    public abstract static class Idle implements OomPolicy {
        @Override
        public int victim(OomCandidates candidates) {
            return NOBODY;
        }
    }

    /** Has no name. */
    public static final class Nameless extends Idle {}

    /** Not for everybody. */
    @PolicySpec(name = "hidden", doc = "not public")
    static final class Hidden extends Idle {}

    /** Is no policy at all. */
    @PolicySpec(name = "foreign", doc = "of another kind")
    public static final class Foreign {}

    /** Has the name of one that ships with mm. */
    @PolicySpec(name = "badness", doc = "called like another")
    public static final class Twin extends Idle {}

    /** Declares what cannot be. */
    @PolicySpec(
            name = "Bad Name",
            doc = "declares nonsense",
            parameters = {
                @PolicySpec.Parameter(name = "n", type = ParameterType.INT, defaultValue = "many", doc = "no number"),
                @PolicySpec.Parameter(
                        name = "n",
                        type = ParameterType.INT,
                        defaultValue = "9",
                        max = 5,
                        doc = "too many"),
                @PolicySpec.Parameter(name = "w", type = ParameterType.WORD, defaultValue = "x", doc = "no words"),
                @PolicySpec.Parameter(
                        name = "A=",
                        type = ParameterType.INT,
                        defaultValue = "1",
                        min = 2,
                        max = 1,
                        doc = "")
            })
    public static final class Declared extends Idle {}

    /** Cannot be made. */
    @PolicySpec(name = "unborn", doc = "fails in its constructor")
    public static final class Unborn extends Idle {
        /** Fails. */
        public Unborn() {
            throw new IllegalStateException("no luck");
        }
    }

    private CommandRun run(String registrations, String... command) throws IOException {
        return IllPlugin.run(folder, OomPolicy.class, registrations, getClass().getClassLoader(), command);
    }

    @Test
    void allWrongRegistrationsAreToldAtOnce() throws IOException {
        String classes = Stream.of(Nameless.class, Hidden.class, Foreign.class, Twin.class, Declared.class)
                .map(Class::getName)
                .collect(Collectors.joining("\n"));
        CommandRun run = run("com.example.Absent\n" + classes + "\n", "plugins");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("mm plugins: ")
                .contains(
                        "an oom policy cannot be loaded: ",
                        "com.example.Absent not found",
                        "Hidden",
                        "Foreign not a subtype; check META-INF/services/org.mmlab.api.reclaim.OomPolicy",
                        "Nameless is registered as an oom policy but has no @PolicySpec",
                        "two plug-ins are oom policy 'badness'",
                        "'Bad Name' cannot be a name",
                        "parameter 'n' of oom policy 'Bad Name': its default does not fit its declaration: 'many' is not",
                        "parameter 'n' of oom policy 'Bad Name' is declared twice",
                        "its default does not fit its declaration: 9 is not in",
                        "parameter 'w' of oom policy 'Bad Name': it is one of a list of words; declare the words",
                        "parameter 'A=' of oom policy 'Bad Name': this cannot be a name",
                        "its least value 2.0 is above its greatest, 1.0")
                .doesNotContain("\tat ");
    }

    @Test
    void aLineThatIsNoClassNameIsToldWithItsFile() throws IOException {
        CommandRun run = run("this is no class\n", "plugins");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("META-INF/services/org.mmlab.api.reclaim.OomPolicy:1: Illegal");
    }

    @Test
    void aConstructorThatThrowsIsToldByName() throws IOException {
        CommandRun run = run(Unborn.class.getName(), "run", "bundled:true", "--oom", "unborn");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "mm run: oom policy 'unborn' threw java.lang.IllegalStateException: no luck in its constructor")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"none.jar, does not exist", "text.jar, cannot be read as a jar", "empty.jar, registers no plug-in"})
    void aJarThatIsNoneIsTold(String name, String problem) throws IOException {
        Files.writeString(folder.resolve("text.jar"), "this is no jar");
        jar("empty.jar", "com/example/Nothing.class");
        jar("good.jar", "META-INF/services/" + OomPolicy.class.getName());
        String list = folder.resolve("good.jar") + ":" + folder.resolve(name);
        assertThat(ForeignPlugins.errors(list)).singleElement().asString().contains(name, problem);
        assertThat(ForeignPlugins.errors(folder.resolve("good.jar") + "::" + folder + ":" + folder + "/*"))
                .isEmpty();
    }

    private void jar(String name, String entry) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(entry));
        }
    }
}
