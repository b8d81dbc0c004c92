package org.mmlab.lab.conform.boot;

import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.ConformReport;

/** Compares the values of one boot; each group of quantities is counted apart too, so that one that is wrong does not hide the others. */
final class Quantities implements AutoCloseable {
    private final ConformReport report;
    private final ConformCase boot;
    private final Map<String, ConformCase> groups = new TreeMap<>();
    private int step;
    private String tag = "boot";

    Quantities(ConformReport report, String name) {
        this.report = report;
        boot = report.open(name);
    }

    void at(int index, String sectionTag) {
        step = index;
        tag = sectionTag;
    }

    void check(String group, String field, @Nullable Object expected, @Nullable Object actual) {
        boot.at(step, tag);
        boot.check(group + ": " + field, expected, actual);
        ConformCase own = groups.computeIfAbsent(group, name -> report.open(boot.name(), name));
        own.at(step, tag);
        own.check(field, expected, actual);
    }

    ConformCase boot() {
        return boot;
    }

    @Override
    public void close() {
        groups.values().forEach(ConformCase::close);
        boot.close();
    }
}
