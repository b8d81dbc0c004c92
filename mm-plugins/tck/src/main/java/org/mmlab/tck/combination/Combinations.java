package org.mmlab.tck.combination;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.SpecException;
import org.mmlab.kit.spec.Viability;

/** The product of some dimensions, without what cannot exist. Immutable. */
public final class Combinations {
    private final List<Dimension> dimensions;
    private final long raw;
    private final int widest;
    private final List<int[]> viable = new ArrayList<>();
    private final List<MachineSpec> specs = new ArrayList<>();

    private Combinations(List<Dimension> dimensions, Map<String, String> fixed) {
        this.dimensions = List.copyOf(dimensions);
        long product = 1;
        for (Dimension dimension : dimensions) {
            product = Math.multiplyExact(product, dimension.values().size());
        }
        raw = product;
        widest = dimensions.stream().mapToInt(d -> d.values().size()).max().orElse(1);
        for (long number = 0; number < raw; number++) {
            int[] row = row(number);
            MachineSpec spec = spec(row, fixed);
            if (spec != null) {
                viable.add(row);
                specs.add(spec);
            }
        }
    }

    /**
     * Multiplies dimensions. O(product): meant for up to some hundred thousand.
     *
     * @param fixed keys that are the same in all of them
     */
    public static Combinations of(List<Dimension> dimensions, Map<String, String> fixed) {
        return new Combinations(dimensions, fixed);
    }

    /** Number of combinations before any was left out. */
    public long raw() {
        return raw;
    }

    /** Number of combinations that can exist. */
    public int viable() {
        return specs.size();
    }

    /** Every machine that can exist, in a fixed order. */
    public List<MachineSpec> exhaustive() {
        return List.copyOf(specs);
    }

    /** Every {@code shards}-th machine from number {@code shard} on; the shards 0..shards-1 together are all. */
    public List<MachineSpec> shard(int shard, int shards) {
        List<MachineSpec> result = new ArrayList<>();
        for (int i = shard; i < specs.size(); i += shards) {
            result.add(specs.get(i));
        }
        return result;
    }

    /**
     * A small set of machines in which every pair of values of two dimensions occurs that occurs in any viable machine: greedy, the
     * machine with most pairs still missing first. Deterministic.
     */
    public List<MachineSpec> pairwise() {
        BitSet missing = new BitSet();
        for (int[] row : viable) {
            forEachPair(row, missing::set);
        }
        List<MachineSpec> result = new ArrayList<>();
        while (!missing.isEmpty()) {
            int best = -1;
            int bestCount = 0;
            for (int i = 0; i < viable.size(); i++) {
                int count = countMissing(viable.get(i), missing);
                if (count > bestCount) {
                    best = i;
                    bestCount = count;
                }
            }
            result.add(specs.get(best));
            forEachPair(viable.get(best), missing::clear);
        }
        return result;
    }

    /** {@code raw R, viable V, run N}. */
    public String summary(int run) {
        return "combinations: raw " + raw + ", viable " + viable() + ", run " + run;
    }

    private int countMissing(int[] row, BitSet missing) {
        int count = 0;
        for (int a = 0; a < row.length; a++) {
            for (int b = a + 1; b < row.length; b++) {
                if (missing.get(pair(a, row[a], b, row[b]))) {
                    count++;
                }
            }
        }
        return count;
    }

    private void forEachPair(int[] row, IntConsumer action) {
        for (int a = 0; a < row.length; a++) {
            for (int b = a + 1; b < row.length; b++) {
                action.accept(pair(a, row[a], b, row[b]));
            }
        }
    }

    /** A number for value {@code va} of dimension {@code a} together with value {@code vb} of dimension {@code b}. */
    private int pair(int a, int va, int b, int vb) {
        return ((a * dimensions.size() + b) * widest + va) * widest + vb;
    }

    private int[] row(long number) {
        int[] row = new int[dimensions.size()];
        long rest = number;
        for (int i = row.length - 1; i >= 0; i--) {
            int size = dimensions.get(i).values().size();
            row[i] = (int) (rest % size);
            rest /= size;
        }
        return row;
    }

    private @Nullable MachineSpec spec(int[] row, Map<String, String> fixed) {
        Map<String, String> values = new TreeMap<>(fixed);
        for (int i = 0; i < row.length; i++) {
            values.putAll(dimensions.get(i).values().get(row[i]));
        }
        try {
            return MachineSpec.of(values);
        } catch (SpecException e) {
            if (isViabilityAlone(e)) {
                return null;
            }
            throw e;
        }
    }

    /** A combination may be impossible; it may not be misspelt. */
    private static boolean isViabilityAlone(SpecException e) {
        return e.errors().stream()
                .allMatch(error -> Arrays.stream(Viability.values()).anyMatch(rule -> error.endsWith(rule.words())));
    }
}
