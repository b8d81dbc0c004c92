package org.mmlab.physical.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The table against a type for every cell of a small memory. */
class E820TablePropertiesTest {
    private static final int CELLS = 96;
    private static final int TYPES = 5;

    record Edit(int kind, int start, int length, int type, int other) {}

    @Provide
    Arbitrary<List<Edit>> edits() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, CELLS - 1),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, TYPES),
                        Arbitraries.integers().between(1, TYPES - 1))
                .as(Edit::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(20);
    }

    @Property(tries = 1500)
    void afterAnUpdateEveryCellHasTheHighestTypeThatWasGivenToIt(@ForAll("edits") List<Edit> edits) {
        E820Table table = new E820Table();
        int[] types = new int[CELLS];
        for (Edit edit : edits) {
            apply(edit, table, types);
            table.update();
            if (table.entries().size() > 1) {
                assertDisjointAndMerged(table);
            }
            assertThat(cells(table)).isEqualTo(types);
        }
    }

    @Property(tries = 500)
    void whatIsMappedIsWhatEveryCellSays(@ForAll("edits") List<Edit> edits) {
        E820Table table = new E820Table();
        int[] types = new int[CELLS];
        edits.forEach(edit -> {
            apply(edit, table, types);
            table.update();
        });
        for (int start = 0; start < CELLS; start += 5) {
            for (int end = start + 1; end < CELLS; end += 3) {
                boolean mapped = true;
                for (int cell = start; cell < end; cell++) {
                    mapped &= types[cell] == E820Type.RAM;
                }
                assertThat(table.mappedAll(start, end, E820Type.RAM)).isEqualTo(mapped);
            }
        }
    }

    private static void apply(Edit edit, E820Table table, int[] types) {
        int end = Math.min(CELLS, edit.start() + edit.length());
        int other = edit.other() >= edit.type() ? edit.other() + 1 : edit.other();
        long expected = 0;
        for (int cell = edit.start(); cell < end; cell++) {
            boolean alike = types[cell] == edit.type();
            expected += alike ? 1 : 0;
            types[cell] = switch (edit.kind()) {
                case 0 -> Math.max(types[cell], edit.type());
                case 1 -> alike ? 0 : types[cell];
                case 2 -> alike ? other : types[cell];
                default -> 0;
            };
        }
        int length = end - edit.start();
        switch (edit.kind()) {
            case 0 -> table.add(edit.start(), length, edit.type());
            case 1 ->
                assertThat(table.remove(edit.start(), length, edit.type())).isEqualTo(expected);
            case 2 ->
                assertThat(table.changeType(edit.start(), length, edit.type(), other))
                        .isEqualTo(expected);
            default -> table.removeAny(edit.start(), length);
        }
    }

    private static void assertDisjointAndMerged(E820Table table) {
        for (int i = 1; i < table.entries().size(); i++) {
            E820Entry before = table.entries().get(i - 1);
            E820Entry entry = table.entries().get(i);
            assertThat(entry.start()).isGreaterThanOrEqualTo(before.end());
            assertThat(entry.start() == before.end() && entry.type() == before.type())
                    .isFalse();
        }
    }

    private static int[] cells(E820Table table) {
        int[] cells = new int[CELLS];
        for (E820Entry entry : table.entries()) {
            for (long cell = entry.start(); cell < entry.end(); cell++) {
                cells[(int) cell] = entry.type();
            }
        }
        return cells;
    }
}
