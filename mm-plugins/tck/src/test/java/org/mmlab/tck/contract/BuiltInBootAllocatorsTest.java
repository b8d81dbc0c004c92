package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;

/** Every registered boot allocator keeps the contract. */
class BuiltInBootAllocatorsTest {
    private static final PolicyRegistry REGISTRY =
            PolicyRegistry.builder().spi("boot-allocator", BootAllocator.class).build();

    /** One of them by its name. */
    abstract static class Named implements BootAllocatorContract {
        @Override
        public BootAllocator allocator() {
            String name = getClass().getSimpleName().toLowerCase(Locale.ROOT);
            return REGISTRY.create(BootAllocator.class, PolicyReference.parse(name));
        }
    }

    @Example
    void noneIsForgotten() {
        List<String> tested = Arrays.stream(getClass().getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Group.class))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(REGISTRY.all(BootAllocator.class))
                .extracting(policy -> policy.name())
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    @Group
    class Memblock extends Named {}

    @Group
    class Bootmem extends Named {}

    @Group
    class None extends Named {}
}
