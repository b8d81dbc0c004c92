package org.mmlab.virtual.pagetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mmlab.api.plugin.PolicyDescriptor;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.translation.PageTableFormat;

class RegistrationTest {
    @Test
    void everyBuiltInFormatIsFoundByItsName() {
        PolicyRegistry registry = PolicyRegistry.builder()
                .spi("page-table", PageTableFormat.class)
                .build();
        assertThat(registry.all(PageTableFormat.class))
                .extracting(PolicyDescriptor::name)
                .contains("hashed", "i386", "i386-pae", "mips-soft", "x86-64-4level", "x86-64-5level");
        for (PolicyDescriptor<PageTableFormat> format : registry.all(PageTableFormat.class)) {
            assertThat(format.create(Map.of()).geometry().hasLeaf(1)).isTrue();
        }
    }
}
