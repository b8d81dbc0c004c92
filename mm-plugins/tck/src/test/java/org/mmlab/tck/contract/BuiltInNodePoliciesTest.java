package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;

/** Every registered order of nodes and memory policy keeps its contract. */
class BuiltInNodePoliciesTest {
    private static final PolicyRegistry REGISTRY = PolicyRegistry.builder()
            .spi("zonelist", ZonelistPolicy.class)
            .spi("memory", MemoryPolicy.class)
            .build();

    @Example
    void noneIsForgotten() {
        assertThat(REGISTRY.all(ZonelistPolicy.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("linux", "next-node");
        assertThat(REGISTRY.all(MemoryPolicy.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder(
                        "bind", "interleave", "local", "preferred", "preferred-many", "weighted-interleave");
    }

    @Group
    class Linux implements ZonelistPolicyContract {
        @Override
        public ZonelistPolicy zonelistPolicy() {
            return REGISTRY.create(ZonelistPolicy.class, PolicyReference.parse("linux"));
        }
    }

    @Group
    class NextNode implements ZonelistPolicyContract {
        @Override
        public ZonelistPolicy zonelistPolicy() {
            return REGISTRY.create(ZonelistPolicy.class, PolicyReference.parse("next-node"));
        }
    }

    @Group
    class Local implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("local"));
        }
    }

    @Group
    class Bind implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("bind:nodes=6"));
        }

        @Override
        public long ownNodes() {
            return 6;
        }
    }

    @Group
    class Preferred implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("preferred"));
        }
    }

    @Group
    class PreferredOne implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("preferred:nodes=8"));
        }

        @Override
        public long ownNodes() {
            return 8;
        }
    }

    @Group
    class PreferredMany implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("preferred-many:nodes=5"));
        }

        @Override
        public long ownNodes() {
            return 5;
        }
    }

    @Group
    class Interleave implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("interleave"));
        }
    }

    @Group
    class InterleaveSome implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("interleave:nodes=13"));
        }

        @Override
        public long ownNodes() {
            return 13;
        }
    }

    @Group
    class WeightedInterleave implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("weighted-interleave"));
        }
    }

    @Group
    class WeightedInterleaveSome implements MemoryPolicyContract {
        @Override
        public MemoryPolicy memoryPolicy() {
            return REGISTRY.create(MemoryPolicy.class, PolicyReference.parse("weighted-interleave:nodes=11"));
        }

        @Override
        public long ownNodes() {
            return 11;
        }
    }
}
