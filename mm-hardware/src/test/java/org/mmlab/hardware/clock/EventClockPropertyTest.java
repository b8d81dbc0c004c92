package org.mmlab.hardware.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EventClockPropertyTest {
    private record Ran(long at, int event) {}

    @Property
    void eventsRunInOrderOfTimeAndThenOfScheduling(
            @ForAll @Size(max = 300) List<@IntRange(max = 50) Integer> delays, @ForAll @IntRange(max = 60) int until) {
        EventClock clock = new EventClock();
        List<Ran> ran = new ArrayList<>();
        List<Ran> expected = new ArrayList<>();
        for (int i = 0; i < delays.size(); i++) {
            int event = i;
            clock.schedule(delays.get(i), () -> ran.add(new Ran(clock.nowNs(), event)));
            if (delays.get(i) <= until) {
                expected.add(new Ran(delays.get(i), event));
            }
        }
        clock.advance(until);
        expected.sort(Comparator.comparingLong(Ran::at));
        assertThat(ran).isEqualTo(expected);
        assertThat(clock.pending()).isEqualTo(delays.size() - expected.size());
        assertThat(clock.nowNs()).isEqualTo(until);
        assertThat(clock.nextEventNs()).isGreaterThan(until);
    }

    @Test
    void anEventMayScheduleOthersWithinTheSameAdvance() {
        EventClock clock = new EventClock();
        List<Long> times = new ArrayList<>();
        clock.schedule(10, () -> {
            times.add(clock.nowNs());
            clock.schedule(0, () -> times.add(clock.nowNs()));
            clock.schedule(5, () -> times.add(clock.nowNs()));
            clock.schedule(50, () -> times.add(clock.nowNs()));
        });
        clock.advance(30);
        assertThat(times).containsExactly(10L, 10L, 15L);
        clock.advance(30);
        assertThat(times).containsExactly(10L, 10L, 15L, 60L);
    }

    @Test
    void timeThatPassesWithinAnEventIsNotTakenBack() {
        EventClock clock = new EventClock();
        List<Long> times = new ArrayList<>();
        clock.schedule(10, () -> clock.advance(100));
        clock.schedule(20, () -> times.add(clock.nowNs()));
        clock.advance(30);
        assertThat(times).containsExactly(20L);
        assertThat(clock.nowNs()).isEqualTo(110);
    }

    @Test
    void thePastIsRefused() {
        EventClock clock = new EventClock();
        assertThatThrownBy(() -> clock.advance(-1)).hasMessageContaining("it must be 0 or more");
        assertThatThrownBy(() -> clock.schedule(-1, () -> {})).hasMessageContaining("must be 0 or more");
    }
}
