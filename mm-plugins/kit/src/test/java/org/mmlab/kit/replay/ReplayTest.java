package org.mmlab.kit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.memory.Gfp;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.machine.MachineFactory;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.trace.AccessMask;
import org.mmlab.kit.trace.PageReferences;
import org.mmlab.kit.trace.Trace;
import org.mmlab.kit.trace.format.BundledTraces;

/** Replays check data and leaks themselves; here: that they end well, and alike. */
class ReplayTest {
    private static final Trace TRACE = BundledTraces.open("true");
    private static final ProgramLayout LAYOUT = ProgramLayout.of(TRACE);
    private static final long TOUCHES = touchesWith(AccessMask.ALL);
    private static final long READS = touchesWith(AccessMask.READ);

    private static long touchesWith(int kinds) {
        long count = 0;
        long[] page = new long[1];
        byte[] mask = new byte[1];
        try (PageReferences references = new PageReferences(TRACE.references())) {
            while (references.read(page, mask, 1) == 1) {
                count += (mask[0] & kinds) != 0 ? 1 : 0;
            }
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({
        "4, linux.active-inactive, x86-64-4level, sparse-vmemmap",
        "1, linux.active-inactive, x86-64-4level, sparse-vmemmap",
        "0.5, linux.active-inactive, x86-64-5level, sparse",
        "0.25, linux.active-inactive, x86-64-4level, discontig",
        "1, clock, i386, flat",
        "0.5, lru, i386-pae, sparse",
        "0.5, arc, hashed, flat",
        "1, fifo, mips-soft, flat"
    })
    void aProgramRunsAlikeWithAndWithoutContentsAndOnceMore(
            double share, String reclaim, String pageTable, String model) {
        long pages = (long) (LAYOUT.touchedPages() * share) + 32;
        Map<String, String> keys = new TreeMap<>(Map.of(
                "ram",
                Long.toString(pages << 12),
                "reclaim",
                reclaim,
                "page-table",
                pageTable,
                "model",
                model,
                "checked",
                "on"));
        List<Long> first = run(keys, "full");
        assertThat(run(keys, "none")).isEqualTo(first);
        assertThat(run(keys, "full")).isEqualTo(first);
    }

    /** A page that is being written to swap when its process exits is freed when the write ends. */
    @Test
    void whatIsBeingWrittenAtTheEndIsNotLost() {
        Machine machine = MachineFactory.create(MachineSpec.of(
                Map.of("ram", Long.toString((LAYOUT.touchedPages() * 4 + 32) << 12), "checked", "on")));
        new Replay(machine, LAYOUT).run(TRACE, touches -> {}, () -> {
            for (int i = 0; i < 5 && machine.count(VmEvent.PSWPOUT) == 0; i++) {
                machine.reclaimer().tryToFreePages(0, 0, Gfp.KERNEL);
            }
            assertThat(machine.count(VmEvent.PSWPOUT)).isPositive();
        });
    }

    private static List<Long> run(Map<String, String> keys, String contents) {
        keys.put("contents", contents);
        Machine machine = MachineFactory.create(MachineSpec.of(keys));
        ReplayResult result = new Replay(machine, LAYOUT).run(TRACE, touches -> {});
        assertThat(result.outcome()).isEqualTo(ReplayResult.Outcome.COMPLETED);
        assertThat(result.accesses()).isEqualTo(TOUCHES);
        assertThat(result.checkedReads()).isEqualTo(contents.equals("full") ? READS : 0);
        List<Long> figures = new ArrayList<>();
        for (long count : machine.vmstat().snapshot()) {
            figures.add(count);
        }
        figures.addAll(List.of(result.accesses(), result.tlbHits(), result.walks(), result.simulatedNs()));
        return figures;
    }
}
