package org.mmlab.physical.mempolicy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.physical.mempolicy.Mempolicy.Mode;

/** Which modes, flags and nodes go together, when two policies are one, and how they are written. */
class MempolicyTest {
    private static final long MEMORY = 0b1011;

    private static String text(Mode mode, int flags, long nodes) {
        return String.valueOf(Mempolicy.of(mode, flags, nodes, MEMORY));
    }

    @Test
    void nodesWithoutMemoryDropOut() {
        assertThat(text(Mode.BIND, 0, 0b1111)).isEqualTo("bind:0-1,3");
        assertThat(text(Mode.BIND, 0, 0b0100)).isEqualTo("null");
        assertThat(text(Mode.PREFERRED, 0, 0b1100)).isEqualTo("prefer:3");
        assertThat(text(Mode.PREFERRED_MANY, 0, 0b1010)).isEqualTo("prefer (many):1,3");
        assertThat(text(Mode.WEIGHTED_INTERLEAVE, 0, -1)).isEqualTo("weighted interleave:0-1,3");
    }

    @Test
    void aModeWithoutNodesIsLocalOrWrong() {
        assertThat(text(Mode.PREFERRED, 0, 0)).isEqualTo("local");
        assertThat(text(Mode.LOCAL, 0, 0)).isEqualTo("local");
        assertThat(text(Mode.LOCAL, 0, 1)).isEqualTo("null");
        assertThat(text(Mode.LOCAL, Mempolicy.STATIC_NODES, 0)).isEqualTo("null");
        assertThat(text(Mode.PREFERRED, Mempolicy.RELATIVE_NODES, 0)).isEqualTo("null");
        assertThat(text(Mode.BIND, 0, 0)).isEqualTo("null");
        assertThat(text(Mode.INTERLEAVE, 0, 0)).isEqualTo("null");
    }

    @Test
    void relativeNodesCountAmongThoseWithMemory() {
        assertThat(text(Mode.BIND, Mempolicy.RELATIVE_NODES, 0b0100)).isEqualTo("bind=relative:3");
        assertThat(text(Mode.BIND, Mempolicy.RELATIVE_NODES, 0b11000)).isEqualTo("bind=relative:0-1");
        assertThat(text(Mode.BIND, Mempolicy.STATIC_NODES, 0b0011)).isEqualTo("bind=static:0-1");
    }

    @Test
    void someFlagsDoNotGoTogether() {
        int both = Mempolicy.STATIC_NODES | Mempolicy.RELATIVE_NODES;
        assertThat(Mempolicy.areSane(Mode.DEFAULT, both)).isFalse();
        assertThat(Mempolicy.areSane(Mode.INTERLEAVE, Mempolicy.NUMA_BALANCING)).isFalse();
        assertThat(text(Mode.PREFERRED_MANY, Mempolicy.NUMA_BALANCING | Mempolicy.STATIC_NODES, 1))
                .isEqualTo("prefer (many)=static|balancing:0");
    }

    @Test
    void policiesAreEqualThatLinuxTakesForOne() {
        Mempolicy bind = Mempolicy.of(Mode.BIND, 0, 0b0111, MEMORY);
        assertThat(bind).isEqualTo(Mempolicy.of(Mode.BIND, 0, 0b0011, MEMORY));
        assertThat(bind).isNotEqualTo(Mempolicy.of(Mode.INTERLEAVE, 0, 0b0011, MEMORY));
        assertThat(Mempolicy.of(Mode.BIND, Mempolicy.STATIC_NODES, 0b0111, MEMORY))
                .as("the nodes that were given differ, and a flag keeps them")
                .isNotEqualTo(Mempolicy.of(Mode.BIND, Mempolicy.STATIC_NODES, 0b0011, MEMORY));
    }

    @Test
    void aPluginOfLinuxIsLinuxsModeAndAnotherKeepsItsName() {
        Mempolicy own = Mempolicy.of("mine.far", LocalMemoryPolicy::new, MEMORY);
        assertThat(own.mode()).isNull();
        assertThat(own).hasToString("mine.far");
        Mempolicy all = Mempolicy.of("interleave", InterleaveMemoryPolicy::new, MEMORY);
        assertThat(all).isEqualTo(Mempolicy.of(Mode.INTERLEAVE, 0, MEMORY, MEMORY));
    }

    @Test
    void aCopyDealsOutFromTheStart() {
        MemoryPolicy.Nodes nodes = new MemoryPolicy.Nodes() {
            @Override
            public int local() {
                return 0;
            }

            @Override
            public long withMemory() {
                return MEMORY;
            }

            @Override
            public int weight(int node) {
                return 1;
            }
        };
        Mempolicy policy = Mempolicy.of("interleave", InterleaveMemoryPolicy::new, MEMORY);
        assertThat(policy.decision().node(MemoryPolicy.NO_INDEX, nodes)).isZero();
        assertThat(policy.nextNode(nodes)).isEqualTo(1);
        assertThat(policy.nextNode(nodes)).as("asking takes no turn").isEqualTo(1);
        assertThat(policy.copy().nextNode(nodes)).isZero();
    }
}
