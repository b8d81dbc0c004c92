package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.virtual.FaultAround;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.api.virtual.UnmappedArea;

/** Every registered fault-around, huge page and placement policy keeps its contract. */
class BuiltInVirtualPoliciesTest {
    private static final PolicyRegistry REGISTRY = PolicyRegistry.builder()
            .spi("fault-around", FaultAround.class)
            .spi("huge-pages", HugePagePolicy.class)
            .spi("placement", UnmappedArea.class)
            .build();

    @Example
    void noneIsForgotten() {
        assertThat(REGISTRY.all(FaultAround.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("fixed", "linux", "none");
        assertThat(REGISTRY.all(HugePagePolicy.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("always", "madvise", "never", "reservation");
        assertThat(REGISTRY.all(UnmappedArea.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("bottom-up", "top-down");
    }

    @Group
    class Linux implements FaultAroundContract {
        @Override
        public FaultAround faultAround() {
            return REGISTRY.create(FaultAround.class, PolicyReference.parse("linux"));
        }
    }

    @Group
    class LinuxWide implements FaultAroundContract {
        @Override
        public FaultAround faultAround() {
            return REGISTRY.create(FaultAround.class, PolicyReference.parse("linux:pages=512"));
        }
    }

    @Group
    class Fixed implements FaultAroundContract {
        @Override
        public FaultAround faultAround() {
            return REGISTRY.create(FaultAround.class, PolicyReference.parse("fixed"));
        }
    }

    @Group
    class FixedWide implements FaultAroundContract {
        @Override
        public FaultAround faultAround() {
            return REGISTRY.create(FaultAround.class, PolicyReference.parse("fixed:before=37,behind=3"));
        }
    }

    @Group
    class NoFaultAround implements FaultAroundContract {
        @Override
        public FaultAround faultAround() {
            return REGISTRY.create(FaultAround.class, PolicyReference.parse("none"));
        }
    }

    @Group
    class Always implements HugePagePolicyContract {
        @Override
        public HugePagePolicy hugePagePolicy() {
            return REGISTRY.create(HugePagePolicy.class, PolicyReference.parse("always"));
        }
    }

    @Group
    class Madvise implements HugePagePolicyContract {
        @Override
        public HugePagePolicy hugePagePolicy() {
            return REGISTRY.create(HugePagePolicy.class, PolicyReference.parse("madvise"));
        }
    }

    @Group
    class Never implements HugePagePolicyContract {
        @Override
        public HugePagePolicy hugePagePolicy() {
            return REGISTRY.create(HugePagePolicy.class, PolicyReference.parse("never"));
        }
    }

    @Group
    class Reservation implements HugePagePolicyContract {
        @Override
        public HugePagePolicy hugePagePolicy() {
            return REGISTRY.create(HugePagePolicy.class, PolicyReference.parse("reservation"));
        }
    }

    @Group
    class TopDown implements UnmappedAreaContract {
        @Override
        public UnmappedArea unmappedArea() {
            return REGISTRY.create(UnmappedArea.class, PolicyReference.parse("top-down"));
        }
    }

    @Group
    class BottomUp implements UnmappedAreaContract {
        @Override
        public UnmappedArea unmappedArea() {
            return REGISTRY.create(UnmappedArea.class, PolicyReference.parse("bottom-up"));
        }
    }
}
