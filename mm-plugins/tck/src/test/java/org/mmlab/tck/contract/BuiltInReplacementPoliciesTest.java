package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.ReplacementPolicy;

/** Every registered replacement policy keeps the contract. */
class BuiltInReplacementPoliciesTest {
    private static final PolicyRegistry REGISTRY =
            PolicyRegistry.builder().spi("replacement", ReplacementPolicy.class).build();

    /** One policy by its name and parameters. */
    abstract static class Named implements ReplacementPolicyContract {
        private final String reference;

        Named(String reference) {
            this.reference = reference;
        }

        @Override
        public ReplacementPolicy policy() {
            return REGISTRY.create(ReplacementPolicy.class, PolicyReference.parse(reference));
        }
    }

    @Example
    void noneIsForgotten() {
        List<String> tested = Arrays.stream(getClass().getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Group.class))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT).replaceFirst("^p(?=[0-9])", ""))
                .toList();
        TreeSet<String> registered = new TreeSet<>();
        for (PolicyDescriptor<ReplacementPolicy> policy : REGISTRY.all(ReplacementPolicy.class)) {
            registered.add(policy.name().replaceAll("[^A-Za-z0-9]", ""));
        }
        registered.removeAll(tested);
        assertThat(registered)
                .as("registered policies without a group in this class")
                .isEmpty();
    }

    @Group
    class LinuxActiveInactive extends Named {
        LinuxActiveInactive() {
            super("linux.active-inactive");
        }
    }

    @Group
    class Mglru extends Named {
        Mglru() {
            super("mglru");
        }
    }

    @Group
    class P2q extends Named {
        P2q() {
            super("2q");
        }
    }

    @Group
    class Arc extends Named {
        Arc() {
            super("arc");
        }
    }

    @Group
    class Car extends Named {
        Car() {
            super("car");
        }
    }

    @Group
    class Clock extends Named {
        Clock() {
            super("clock");
        }
    }

    @Group
    class ClockPro extends Named {
        ClockPro() {
            super("clock-pro");
        }
    }

    @Group
    class Fifo extends Named {
        Fifo() {
            super("fifo");
        }
    }

    @Group
    class Lfu extends Named {
        Lfu() {
            super("lfu");
        }
    }

    @Group
    class Lirs extends Named {
        Lirs() {
            super("lirs");
        }
    }

    @Group
    class Lru extends Named {
        Lru() {
            super("lru");
        }
    }

    @Group
    class Opt extends Named {
        Opt() {
            super("opt");
        }
    }

    @Group
    class Random extends Named {
        Random() {
            super("random");
        }
    }

    @Group
    class S3Fifo extends Named {
        S3Fifo() {
            super("s3-fifo");
        }
    }

    @Group
    class Sieve extends Named {
        Sieve() {
            super("sieve");
        }
    }

    @Group
    class Slru extends Named {
        Slru() {
            super("slru");
        }
    }

    @Group
    class WTinylfu extends Named {
        WTinylfu() {
            super("w-tinylfu");
        }
    }
}
