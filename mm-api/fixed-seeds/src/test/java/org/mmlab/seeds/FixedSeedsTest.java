package org.mmlab.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a property twice and compares the cases. */
class FixedSeedsTest {
    private static final List<Long> SEEN = new ArrayList<>();

    /** Collects what it is given; run by the tests below. */
    static class Subject {
        @Property(tries = 50, shrinking = ShrinkingMode.OFF)
        void collects(@ForAll long number) {
            SEEN.add(number);
        }

        @Property(tries = 50, shrinking = ShrinkingMode.OFF)
        void collectsToo(@ForAll long number) {
            SEEN.add(number);
        }
    }

    @Test
    void aPropertyTriesTheSameCasesEveryTime() {
        assertThat(cases("collects")).hasSize(50).isEqualTo(cases("collects"));
    }

    @Test
    void propertiesTryDifferentCases() {
        assertThat(cases("collects")).isNotEqualTo(cases("collectsToo"));
    }

    private static List<Long> cases(String method) {
        SEEN.clear();
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectMethod(Subject.class.getName() + "#" + method + "(long)"))
                        .configurationParameter("jqwik.reporting.onlyfailures", "true")
                        .configurationParameter("jqwik.database", "")
                        .build());
        return List.copyOf(SEEN);
    }
}
