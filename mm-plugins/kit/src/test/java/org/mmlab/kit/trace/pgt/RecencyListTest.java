package org.mmlab.kit.trace.pgt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The list of pages by recency against a plain list, with more items than its window and its first slots hold. */
class RecencyListTest {

    @Property(tries = 60)
    void behavesAsAPlainList(
            @ForAll @IntRange(min = 1, max = 2500) int items,
            @ForAll @Size(max = 3000) List<@IntRange(min = 0, max = 1_000_000) Integer> places) {
        RecencyList list = new RecencyList();
        List<Integer> model = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            list.add(item);
            model.add(0, item);
        }
        for (int wanted : places) {
            int place = wanted % items;
            int item = model.remove(place);
            assertThat(list.placeOf(item)).isEqualTo(place);
            assertThat(list.moveToFront(place)).isEqualTo(item);
            model.add(0, item);
        }
        assertThat(list.size()).isEqualTo(items);
        for (int place = 0; place < items; place++) {
            assertThat(list.placeOf(model.get(place))).isEqualTo(place);
        }
    }
}
