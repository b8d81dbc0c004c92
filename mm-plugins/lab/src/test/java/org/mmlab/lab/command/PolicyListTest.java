package org.mmlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.plugin.PolicyReference;

/** A list of policies reads back as it was written, however many parameters each has. */
class PolicyListTest {

    @Provide
    Arbitrary<List<PolicyReference>> policies() {
        Arbitrary<String> word =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(6);
        Arbitrary<Map<String, String>> parameters =
                Arbitraries.maps(word, Arbitraries.of("1", "0.5", "true")).ofMaxSize(3);
        return Combinators.combine(word, parameters)
                .as(PolicyReference::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property(tries = 200)
    void commasSeparateBothPoliciesAndParameters(@ForAll("policies") List<PolicyReference> policies) {
        String text = policies.stream().map(PolicyReference::toString).collect(Collectors.joining(","));
        assertThat(PolicyList.parse(text)).isEqualTo(policies);
    }
}
