package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;

/** Every registered frame allocator keeps the contract. */
class BuiltInFrameAllocatorsTest {
    private static final PolicyRegistry REGISTRY =
            PolicyRegistry.builder().spi("allocator", FrameAllocator.class).build();

    /** One of them by its name. */
    abstract static class Named implements FrameAllocatorContract {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public FrameAllocator allocator() {
            return REGISTRY.create(FrameAllocator.class, PolicyReference.parse(name));
        }
    }

    @Example
    void noneIsForgotten() {
        List<String> tested = Arrays.stream(getClass().getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Group.class))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(REGISTRY.all(FrameAllocator.class))
                .extracting(policy -> policy.name().replace("-", ""))
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    @Group
    class Buddy extends Named {
        Buddy() {
            super("buddy");
        }
    }

    @Group
    class Bitmap extends Named {
        Bitmap() {
            super("bitmap");
        }
    }

    @Group
    class Llfree extends Named {
        Llfree() {
            super("llfree");
        }
    }
}
