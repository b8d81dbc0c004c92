package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.api.reclaim.WritebackPolicy;

/** Every registered readahead policy, swap backend and writeback policy keeps its contract. */
class BuiltInReclaimPoliciesTest {
    private static final PolicyRegistry REGISTRY = PolicyRegistry.builder()
            .spi("readahead", Readahead.class)
            .spi("swap-backend", SwapBackend.class)
            .spi("writeback", WritebackPolicy.class)
            .build();

    @Example
    void noneIsForgotten() {
        assertThat(REGISTRY.all(Readahead.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("fixed", "linux", "none");
        assertThat(REGISTRY.all(SwapBackend.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("disk", "zram");
        assertThat(REGISTRY.all(WritebackPolicy.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("flusher", "pdflush");
    }

    @Group
    class Linux implements ReadaheadContract {
        @Override
        public Readahead readahead() {
            return REGISTRY.create(Readahead.class, PolicyReference.parse("linux"));
        }
    }

    @Group
    class Fixed implements ReadaheadContract {
        @Override
        public Readahead readahead() {
            return REGISTRY.create(Readahead.class, PolicyReference.parse("fixed"));
        }

        @Override
        public boolean keepsToLimits() {
            return false;
        }
    }

    @Group
    class NoReadahead implements ReadaheadContract {
        @Override
        public Readahead readahead() {
            return REGISTRY.create(Readahead.class, PolicyReference.parse("none"));
        }
    }

    @Group
    class Disk implements SwapBackendContract {
        @Override
        public SwapBackend swapBackend() {
            return REGISTRY.create(SwapBackend.class, PolicyReference.parse("disk"));
        }
    }

    @Group
    class Zram implements SwapBackendContract {
        @Override
        public SwapBackend swapBackend() {
            return REGISTRY.create(SwapBackend.class, PolicyReference.parse("zram"));
        }
    }

    @Group
    class Flusher implements WritebackPolicyContract {
        @Override
        public WritebackPolicy writebackPolicy() {
            return REGISTRY.create(WritebackPolicy.class, PolicyReference.parse("flusher"));
        }
    }

    @Group
    class Pdflush implements WritebackPolicyContract {
        @Override
        public WritebackPolicy writebackPolicy() {
            return REGISTRY.create(WritebackPolicy.class, PolicyReference.parse("pdflush"));
        }
    }
}
