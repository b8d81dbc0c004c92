package org.mmlab.reclaim.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicySpec;
import org.mmlab.api.reclaim.ReplacementContext;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.Sight;
import org.mmlab.reclaim.testing.TestMachine;
import org.mmlab.reclaim.testing.TestSpace;

/** A policy that names what it does not hold is told so, by name. */
class WrongVictimTest {
    @PolicySpec(name = "wild", doc = "names a frame that nobody gave it")
    static final class Wild implements ReplacementPolicy {
        private final int answer;
        private final Sight sight;

        Wild(int answer, Sight sight) {
            this.answer = answer;
            this.sight = sight;
        }

        @Override
        public Sight sight() {
            return sight;
        }

        @Override
        public void attach(ReplacementContext context) {}

        @Override
        public void admit(int frame, int page) {}

        @Override
        public void access(int frame, int page) {}

        @Override
        public int victim(int incoming) {
            return answer;
        }

        @Override
        public void evicted(int frame, int page) {}

        @Override
        public void kept(int frame, int page) {}

        @Override
        public void removed(int frame, int page) {}
    }

    private static TestMachine machine(int answer, Sight sight) {
        return new TestMachine(
                64,
                KernelVersion.V6_12,
                0,
                parts -> new PolicyShrink(parts, () -> new Wild(answer, sight), PolicyShrink.Glances.EVERY_ACCESS, 1));
    }

    private static void fill(TestMachine machine) {
        machine.pool.allocate(0); // frame 0 is the kernel's
        TestSpace space = new TestSpace(machine, 128, 1);
        for (int page = 0; page < 128; page++) {
            space.writeAnon(page, (byte) 1);
        }
    }

    @Test
    void aFrameThatIsNotResident() {
        assertThatThrownBy(() -> fill(machine(0, Sight.EVERY_ACCESS)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("replacement policy 'wild': victim() gave frame 0, which it does not hold")
                .hasMessageContaining("it must give one of the");
    }

    @Test
    void aFrameThatDoesNotExist() {
        assertThatThrownBy(() -> fill(machine(64, Sight.EVERY_ACCESS)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("gave frame 64,");
    }

    @Test
    void aPolicyThatKnowsTheFuture() {
        assertThatThrownBy(() -> machine(0, Sight.FUTURE))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("'wild' looks into the future");
    }
}
