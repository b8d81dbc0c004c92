package org.mmlab.lab.conform.replacement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables expect, by trace in the order of appearance, and what they have that cannot be expected of us. */
final class Expectations {
    private final Map<String, List<Expectation>> byTrace = new LinkedHashMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();

    void add(Expectation expectation) {
        byTrace.computeIfAbsent(expectation.trace(), name -> new ArrayList<>()).add(expectation);
    }

    void leaveOut(String reason) {
        leftOut.merge(reason, 1L, Long::sum);
    }

    Map<String, List<Expectation>> byTrace() {
        return byTrace;
    }

    Map<String, Long> leftOut() {
        return leftOut;
    }
}
