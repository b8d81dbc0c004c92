package org.mmlab.lab.nonlinear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.lab.CommandRun;

/** The old non-linear area works, and costs what the experiment says. */
class NonlinearTest {
    private static final int PAGES = 64;

    private final Machine machine = MachineFactory.create(MachineSpec.of(Map.of("ram", "64M", "swap", "0")));

    private int file() {
        int file = machine.cache().create("/f", PageCache.FileKind.SHMEM, 0);
        byte[] page = new byte[4096];
        for (int i = 0; i < PAGES; i++) {
            Arrays.fill(page, (byte) i);
            machine.cache().write(file, i * 4096L, page, 0, page.length);
        }
        return file;
    }

    @Property(tries = 30)
    void everyLoadGivesWhatTheLastRemapSaidThroughEvictionsAndTruncation(
            @ForAll @Size(max = 200) List<@Size(min = 1, max = 2) List<@IntRange(max = 63) Integer>> steps,
            @ForAll @IntRange(min = 1, max = 64) int cut) {
        int file = file();
        long free = machine.freeFrames();
        NonlinearArea area = new NonlinearArea(machine, file, PAGES);
        int[] model = new int[PAGES];
        Arrays.setAll(model, i -> i);
        for (List<Integer> step : steps) {
            if (step.size() == 2) {
                area.remap(step.get(0), step.get(1));
                model[step.get(0)] = step.get(1);
            } else {
                int frame = machine.cache().lookup(file, step.get(0));
                area.unmap(Addresses.frame(frame));
                assertThat(machine.memory().table().mapcount(Addresses.frame(frame)))
                        .isZero();
            }
        }
        for (int page = 0; page < PAGES; page++) {
            assertThat(area.load(page)).isEqualTo(model[page]);
        }
        area.truncate(cut);
        machine.cache().truncate(file, cut * 4096L);
        for (int page = 0; page < PAGES; page++) {
            assertThat(area.load(page)).isEqualTo(model[page] < cut ? model[page] : NonlinearArea.BUS_ERROR);
        }
        area.close();
        assertThat(machine.freeFrames()).isEqualTo(free + PAGES - cut);
    }

    @Test
    void aClusterMeetsTheWantedPageOnlyAfterOthers() {
        int file = file();
        NonlinearArea area = new NonlinearArea(machine, file, PAGES);
        for (int page = 0; page < PAGES; page++) {
            area.remap(page, PAGES - 1 - page);
        }
        int frame = machine.cache().lookup(file, 0);
        assertThat(area.unmapCluster(Addresses.frame(frame))).isFalse();
        assertThat(area.unmapCluster(Addresses.frame(frame))).isTrue();
        long before = area.faults();
        for (int page = 0; page < PAGES; page++) {
            assertThat(area.load(page)).isEqualTo(PAGES - 1 - page);
        }
        assertThat(area.faults() - before).isGreaterThan(32);
    }

    @Test
    void areasCostMemoryAndNonlinearOnesASearch() {
        NonlinearExperiment experiment = new NonlinearExperiment(1024, 7);
        NonlinearCost areas = experiment.areas();
        NonlinearCost nonlinear = experiment.nonlinear();
        assertThat(areas.wrong() + nonlinear.wrong()).isZero();
        assertThat(areas.areas()).isBetween(1000L, 1024L);
        assertThat(nonlinear.areas()).isEqualTo(1);
        assertThat(areas.rmapWords()).isLessThan(10);
        assertThat(nonlinear.rmapWords()).isBetween(300L, 800L);
        assertThat(areas.setupWords()).isGreaterThan(nonlinear.setupWords());
        assertThat(experiment.areas()).isEqualTo(areas);
    }

    @Test
    void theCommandPrintsATable() {
        CommandRun run = CommandRun.of("nonlinear", "--pages", "16,64", "--format", "csv");
        assertThat(run.out()).startsWith("pages,way,refused,areas,area_bytes,table_bytes,setup_words,setup_ns,wrong,");
        assertThat(run.out().lines()).hasSize(5);
        assertThat(CommandRun.of("nonlinear", "--pages", "4").err()).contains("--pages 4 is not 8 to 1048576");
    }
}
