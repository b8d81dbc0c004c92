package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.OomPolicy;
import org.mmlab.api.virtual.VmaIndex;

/** Every registered VMA index and OOM policy keeps its contract. */
class BuiltInSmallPoliciesTest {
    private static final PolicyRegistry REGISTRY = PolicyRegistry.builder()
            .spi("vma-index", VmaIndex.class)
            .spi("oom", OomPolicy.class)
            .build();

    @Example
    void noneIsForgotten() {
        assertThat(REGISTRY.all(VmaIndex.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("maple", "rbtree");
        assertThat(REGISTRY.all(OomPolicy.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("badness", "largest", "newest");
    }

    @Group
    class Maple implements VmaIndexContract {
        @Override
        public VmaIndex emptyIndex() {
            return REGISTRY.create(VmaIndex.class, PolicyReference.parse("maple"));
        }
    }

    @Group
    class RedBlack implements VmaIndexContract {
        @Override
        public VmaIndex emptyIndex() {
            return REGISTRY.create(VmaIndex.class, PolicyReference.parse("rbtree"));
        }
    }

    @Group
    class Badness implements OomPolicyContract {
        @Override
        public OomPolicy oomPolicy() {
            return REGISTRY.create(OomPolicy.class, PolicyReference.parse("badness"));
        }
    }

    @Group
    class Largest implements OomPolicyContract {
        @Override
        public OomPolicy oomPolicy() {
            return REGISTRY.create(OomPolicy.class, PolicyReference.parse("largest"));
        }
    }

    @Group
    class Newest implements OomPolicyContract {
        @Override
        public OomPolicy oomPolicy() {
            return REGISTRY.create(OomPolicy.class, PolicyReference.parse("newest"));
        }
    }
}
