package org.mmlab.kit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineSpecTest {
    @TempDir
    private Path folder;

    @Test
    void canonicalTextReadsBackToAnEqualSpec() throws IOException {
        MachineSpec spec = MachineSpec.of(Map.of(
                "nodes",
                "2",
                "node-ram",
                "64M,0",
                "reclaim",
                "2q:out=0.5,in=0.25",
                "kernel",
                "6.18",
                "distances",
                "10,21/31,10"));
        Path file = Files.writeString(folder.resolve("spec.yaml"), spec.text());
        MachineSpec again = MachineSpec.of(SpecFile.read(file));
        assertThat(again).isEqualTo(spec);
        assertThat(again.hash()).isEqualTo(spec.hash());
    }

    @Test
    void everyErrorIsReportedAtOnce() {
        SpecException e = catchThrowableOfType(
                SpecException.class,
                () -> MachineSpec.of(Map.of("ram", "much", "reclaim", "clok", "nodes", "99", "colour", "red")));
        assertThat(e.errors()).hasSize(4);
        assertThat(e.getMessage())
                .contains("unknown key 'colour'")
                .contains("did you mean 'clock'")
                .contains("'much' is not a size")
                .contains("'99' is not in 1..64");
    }

    @Test
    void anUnviableMachineIsRefusedWithTheRulesWords() {
        SpecException e =
                catchThrowableOfType(SpecException.class, () -> MachineSpec.of(Map.of("model", "flat", "nodes", "2")));
        assertThat(e.errors()).containsExactly("spec: " + Viability.FLAT_NEEDS_UMA.words());
    }

    @Test
    void moreSwapThanSlotsCanBeNumberedIsRefusedAndNotCutShort() {
        assertThat(MachineSpec.of(Map.of("swap", "256G")).reclaim().swapBytes()).isEqualTo(256L << 30);
        SpecException e = catchThrowableOfType(SpecException.class, () -> MachineSpec.of(Map.of("swap", "257G")));
        assertThat(e.errors()).containsExactly("spec: " + Viability.AT_MOST_256_GIB_OF_SWAP.words());
    }

    @Test
    void aParameterOutOfRangeIsNamed() {
        SpecException e =
                catchThrowableOfType(SpecException.class, () -> MachineSpec.of(Map.of("reclaim", "2q:in=7,oun=1")));
        assertThat(e.getMessage()).contains("parameter 'in' of '2q'").contains("did you mean 'out'");
    }

    @Test
    void aKeyGivenTwiceInAFileIsAnErrorWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("twice.yaml"), "ram: 64M\nnodes: 1\nram: 1G\n");
        SpecException e = catchThrowableOfType(SpecException.class, () -> SpecFile.read(file));
        assertThat(e.getMessage()).contains("twice.yaml:3").contains("'ram' is given twice");
    }

    @Property
    void sizesReadBack(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
        assertThat(Sizes.parse(Sizes.format(bytes))).hasValue(bytes);
    }
}
