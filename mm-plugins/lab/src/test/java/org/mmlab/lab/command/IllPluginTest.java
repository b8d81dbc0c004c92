package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmlab.api.plugin.Policy;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.kit.spec.SpecKey;
import org.mmlab.lab.CommandRun;

/** A plug-in that throws, of whatever kind and in whichever method, ends the run with an error that names both, and no stack trace. */
class IllPluginTest {
    @TempDir
    private Path folder;

    static Stream<SpecKey> kinds() {
        return PolicyCatalog.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatItThrowsIsToldWithItsNameAndMethod(SpecKey key) throws IOException {
        Class<? extends Policy> spi = PolicyCatalog.spi(key);
        List<String> asked = new ArrayList<>();
        for (String method : methods(spi)) {
            IllPlugin plugin = new IllPlugin(spi, method, () -> {
                throw new IllegalStateException("my ring is empty");
            });
            CommandRun run = plugin.run(folder, model(key), arguments(key));
            if (plugin.wasAsked()) {
                asked.add(method);
                assertThat(run.exitCode()).as(method).isEqualTo(1);
                assertThat(run.err())
                        .as(method)
                        .startsWith("mm run: ")
                        .contains(
                                "'ill' threw java.lang.IllegalStateException: my ring is empty in " + method + "()",
                                "mend the plug-in")
                        .doesNotContain("\tat ");
                assertThat(run.out()).as(method).isEmpty();
            }
        }
        System.out.println(key.key() + " " + methods(spi) + " asked " + asked);
        assertThat(asked).isNotEmpty();
    }

    private static List<String> methods(Class<?> spi) {
        return Arrays.stream(spi.getMethods()).map(Method::getName).distinct().sorted().toList();
    }

    private static String model(SpecKey key) {
        return key == SpecKey.RECLAIM ? "lru" : key.defaultText();
    }

    private static String[] arguments(SpecKey key) {
        return new String[] {"run", "bundled:true", "--ram", "1/2x", "--swap", "64M", "--" + key.key(), "ill"};
    }
}
