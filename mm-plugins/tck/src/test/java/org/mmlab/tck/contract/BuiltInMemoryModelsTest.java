package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;

/** Every registered memory model keeps the contract. */
class BuiltInMemoryModelsTest {
    private static final PolicyRegistry REGISTRY =
            PolicyRegistry.builder().spi("memory-model", MemoryModel.class).build();

    /** One of them by its name. */
    abstract static class Named implements MemoryModelContract {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public MemoryModel model() {
            return REGISTRY.create(MemoryModel.class, PolicyReference.parse(name));
        }
    }

    @Example
    void noneIsForgotten() {
        List<String> tested = Arrays.stream(getClass().getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Group.class))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(REGISTRY.all(MemoryModel.class))
                .extracting(policy -> policy.name().replace("-", ""))
                .isNotEmpty()
                .isSubsetOf(tested);
    }

    @Group
    class Flat extends Named {
        Flat() {
            super("flat");
        }
    }

    @Group
    class Discontig extends Named {
        Discontig() {
            super("discontig");
        }
    }

    @Group
    class Sparse extends Named {
        Sparse() {
            super("sparse");
        }
    }

    @Group
    class SparseVmemmap extends Named {
        SparseVmemmap() {
            super("sparse-vmemmap");
        }
    }
}
