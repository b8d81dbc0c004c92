package org.mmlab.kit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ViabilityTest {
    private static final SpecReader READER = new SpecReader(PolicyCatalog.registry());
    private static final Map<SpecKey, List<String>> CHOICES = new EnumMap<>(Map.of(
            SpecKey.MODEL, List.of("flat", "sparse", "sparse-vmemmap", "discontig"),
            SpecKey.PAGE_TABLE, List.of("x86-64-4level", "i386", "i386-pae", "mips-soft", "hashed"),
            SpecKey.NODES, List.of("1", "2"),
            SpecKey.RAM, List.of("0", "64M", "4G", "64G", "8192G"),
            SpecKey.RECLAIM, List.of("lru", "opt"),
            SpecKey.KERNELCORE, List.of("none", "30%", "16M"),
            SpecKey.MOVABLECORE, List.of("none", "20%", "16M"),
            SpecKey.THP, List.of("always", "never"),
            SpecKey.SWAP, List.of("0", "1G", "257G"),
            SpecKey.ALLOCATOR, List.of("buddy", "bitmap")));

    @Provide
    Arbitrary<Map<SpecKey, String>> specs() {
        return Combinators.combine(CHOICES.entrySet().stream()
                        .map(entry -> Arbitraries.of(entry.getValue()).map(value -> Map.entry(entry.getKey(), value)))
                        .toList())
                .as(entries -> new TreeMap<>(Map.ofEntries(entries.toArray(Map.Entry[]::new))));
    }

    /** The combination suites multiply dimensions that no rule looks at without trying them. */
    @Property(tries = 200)
    void aRuleLooksAtTheKeysThatItNamesAndAtNoOther(
            @ForAll("specs") Map<SpecKey, String> one, @ForAll("specs") Map<SpecKey, String> other) {
        for (Viability rule : Viability.values()) {
            Map<SpecKey, String> mixed = new TreeMap<>(other);
            rule.keys().forEach(key -> mixed.put(key, one.getOrDefault(key, key.defaultText())));
            assertThat(breaks(mixed, rule))
                    .as("%s on %s and %s", rule, one, mixed)
                    .isEqualTo(breaks(one, rule));
        }
    }

    private static boolean breaks(Map<SpecKey, String> values, Viability rule) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key.key(), value));
        try {
            READER.read(texts, "spec");
            return false;
        } catch (SpecException e) {
            return e.errors().contains("spec: " + rule.words());
        }
    }
}
