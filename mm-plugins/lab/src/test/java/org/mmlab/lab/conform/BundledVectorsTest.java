package org.mmlab.lab.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that ship in the jar can be found in it. */
class BundledVectorsTest {
    static List<String> families() throws IOException {
        return VectorLibrary.named(VectorLibrary.BUNDLED).folders();
    }

    @ParameterizedTest
    @MethodSource("families")
    void theIndexNamesExactlyTheFilesOfTheFolder(String family) throws IOException, URISyntaxException {
        URL index = BundledVectorsTest.class.getResource("/org/mmlab/lab/vectors/" + family + "/INDEX");
        Path folder = Path.of(index.toURI()).getParent();
        List<String> indexed =
                VectorLibrary.named(VectorLibrary.BUNDLED).folder(family).files();
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> present = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.equals("INDEX"))
                    .sorted()
                    .toList();
            assertThat(indexed).isNotEmpty().isEqualTo(present);
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFileOpensDecompressed(String family) throws IOException {
        VectorSource folder = VectorLibrary.named(VectorLibrary.BUNDLED).folder(family);
        for (String file : folder.files()) {
            try (InputStream content = folder.open(file)) {
                assertThat(content.read()).as("first byte of %s", file).isNotIn(-1, 0x1f);
            }
        }
    }
}
