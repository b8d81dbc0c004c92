package org.mmlab.physical.mempolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.mmlab.physical.mempolicy.Mempolicy.Mode;

/** The policies of files of shared memory, against a list with an entry a page. */
class SharedPoliciesTest {
    private static final int PAGES = 64;
    private static final int FILE = 3;

    @Test
    void everyPageHasThePolicyThatWasSetLast() {
        List<@Nullable Mempolicy> choices = Arrays.asList(
                null,
                Mempolicy.of(Mode.BIND, 0, 1, 7),
                Mempolicy.of(Mode.BIND, 0, 2, 7),
                Mempolicy.of(Mode.LOCAL, 0, 0, 7));
        Random random = new Random(7);
        SharedPolicies policies = new SharedPolicies();
        @Nullable Mempolicy[] expected = new @Nullable Mempolicy[PAGES];
        for (int round = 0; round < 500; round++) {
            int first = random.nextInt(PAGES);
            int end = first + 1 + random.nextInt(PAGES - first);
            Mempolicy policy = choices.get(random.nextInt(choices.size()));
            policies.set(FILE, first, end, policy);
            Arrays.fill(expected, first, end, policy);
            for (int page = 0; page < PAGES; page++) {
                assertThat(policies.lookup(FILE, page))
                        .as("round %d page %d", round, page)
                        .isSameAs(expected[page]);
            }
        }
        assertThat(policies.lookup(FILE + 1, 0)).isNull();
        policies.set(FILE, 0, PAGES, choices.get(1));
        policies.forget(FILE);
        assertThat(policies.lookup(FILE, 0)).isNull();
    }
}
