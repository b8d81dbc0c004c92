package org.mmlab.physical.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mmlab.api.memory.FrameAllocator;

class FreeQueuesTest {
    private static final int ORDER = 2;

    @Test
    void theSmallestOrderThatSufficesIsFound() {
        FreeQueues queues = new FreeQueues();
        assertThat(queues.smallest(0)).isEqualTo(FrameAllocator.ORDERS);
        queues.addLast(64, 5);
        queues.addLast(8, 3);
        assertThat(queues.smallest(0)).isEqualTo(3);
        assertThat(queues.smallest(4)).isEqualTo(5);
        assertThat(queues.take(3)).isEqualTo(8);
        assertThat(queues.smallest(0)).isEqualTo(5);
    }

    @Property
    void blocksLeaveInTheOrderOfAQueueWhoseHeadMayBeAddedTo(
            @ForAll @Size(max = 200) List<@IntRange(max = 3) Integer> steps) {
        FreeQueues queues = new FreeQueues();
        Deque<Integer> model = new ArrayDeque<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) == 0 && !model.isEmpty()) {
                assertThat(queues.take(ORDER)).isEqualTo(model.removeFirst());
            } else if (steps.get(i) == 1) {
                queues.addFirst(i, ORDER);
                model.addFirst(i);
            } else {
                queues.addLast(i, ORDER);
                model.addLast(i);
            }
            assertThat(queues.isEmpty(ORDER)).isEqualTo(model.isEmpty());
        }
    }
}
