package org.mmlab.tck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.Group;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.virtual.FaultHandler;

/** Every registered fault handler keeps the contract. */
class BuiltInFaultHandlersTest {
    @Example
    void noneIsForgotten() {
        PolicyRegistry registry = PolicyRegistry.builder()
                .spi("fault-handler", FaultHandler.class)
                .build();
        assertThat(registry.all(FaultHandler.class))
                .extracting(policy -> policy.name())
                .containsExactlyInAnyOrder("zero", "far-memory", "recording");
    }

    @Group
    class Zero implements FaultHandlerContract {
        @Override
        public String handler() {
            return "zero";
        }
    }

    @Group
    class FarMemory implements FaultHandlerContract {
        @Override
        public String handler() {
            return "far-memory:ahead=3,buffer=5";
        }
    }

    @Group
    class Recording implements FaultHandlerContract {
        @Override
        public String handler() {
            return "recording";
        }
    }
}
