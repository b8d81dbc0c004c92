package org.mmlab.tck.combination;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.kit.spec.PolicyCatalog;
import org.mmlab.kit.spec.SpecException;
import org.mmlab.kit.spec.SpecKey;
import org.mmlab.kit.spec.SpecReader;
import org.mmlab.kit.spec.Viability;

/**
 * The product of some dimensions, without what cannot exist. Immutable.
 *
 * <p>The product is never built. A dimension is <em>bound</em> if a rule of {@link Viability} looks at one of its keys, and free
 * otherwise; a free one can be chosen without regard to the others. So only the product of the bound dimensions is tried, and the
 * number of viable machines is that of its viable rows times the sizes of the free ones: exact, however large.
 */
public final class Combinations {
    private static final long MOST_AT_ONCE = 1_000_000;
    // A prime greater than any dimension, so that every machine has one number; neighbours in number are far apart in
    // the product.
    private static final BigInteger STRIDE = BigInteger.valueOf(1_000_000_007);
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private final SpecReader reader = new SpecReader(PolicyCatalog.registry());
    private final List<Dimension> dimensions;
    private final List<Dimension> turns;
    private final Map<String, String> fixed;
    private final int[] bound;
    private final int[] free;
    private final List<int[]> boundRows = new ArrayList<>(); // viable choices, one value for each bound dimension
    private final long raw;
    private final long viable;

    private Combinations(List<Dimension> dimensions, Map<String, String> fixed, List<Dimension> turns) {
        this.dimensions = List.copyOf(dimensions);
        this.fixed = Map.copyOf(fixed);
        this.turns = List.copyOf(turns);
        Set<String> ruled = Viability.allKeys().stream().map(SpecKey::key).collect(Collectors.toSet());
        this.bound = numbers(this.dimensions, ruled, true);
        this.free = numbers(this.dimensions, ruled, false);
        this.raw = product(bound) == 0 ? 0 : Math.multiplyExact(product(bound), product(free));
        findBoundRows();
        this.viable = Math.multiplyExact(boundRows.size(), product(free));
    }

    /**
     * Multiplies dimensions. O(product of the bound ones), which is meant to be some ten thousand at most.
     *
     * @param fixed keys that are the same in all of them
     */
    public static Combinations of(List<Dimension> dimensions, Map<String, String> fixed) {
        return new Combinations(dimensions, fixed, List.of());
    }

    /**
     * The same product, in which other dimensions take turns: each machine has some value of each of them, a different one from
     * machine to machine. They add no machine.
     */
    public Combinations withTurnsOf(List<Dimension> others) {
        return new Combinations(dimensions, fixed, others);
    }

    /** Number of combinations before any was left out. */
    public long raw() {
        return raw;
    }

    /** Number of combinations that can exist. */
    public long viable() {
        return viable;
    }

    /**
     * The machine of a number, 0 to {@link #viable} - 1. Machines of neighbouring numbers have little in common, so that a part of
     * them is a fair sample.
     */
    public MachineSpec machine(long number) {
        long at = BigInteger.valueOf(number)
                .multiply(STRIDE)
                .mod(BigInteger.valueOf(viable))
                .longValueExact();
        int[] row = new int[dimensions.size()];
        int[] boundRow = boundRows.get((int) (at % boundRows.size()));
        for (int i = 0; i < bound.length; i++) {
            row[bound[i]] = boundRow[i];
        }
        long rest = at / boundRows.size();
        for (int dimension : free) {
            int size = dimensions.get(dimension).values().size();
            row[dimension] = (int) (rest % size);
            rest /= size;
        }
        return spec(row, number);
    }

    /** Every machine that can exist, in a fixed order. */
    public List<MachineSpec> exhaustive() {
        return shard(Shard.ALL);
    }

    /**
     * The machines of one shard.
     *
     * @throws IllegalArgumentException where they are more than a million
     */
    public List<MachineSpec> shard(Shard shard) {
        if (viable / shard.count() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("shard " + shard + " of " + viable + " machines has more than "
                    + MOST_AT_ONCE + "; use more shards");
        }
        List<MachineSpec> result = new ArrayList<>();
        for (long number = shard.number() - 1; number < viable; number += shard.count()) {
            result.add(machine(number));
        }
        return result;
    }

    /**
     * A small set of machines in which every pair of values of two dimensions occurs that occurs in any viable machine.
     * Deterministic.
     */
    public List<MachineSpec> pairwise() {
        int[] sizes = dimensions.stream().mapToInt(d -> d.values().size()).toArray();
        List<int[]> rows = new PairwiseRows(sizes, bound, boundRows, free).rows();
        List<MachineSpec> result = new ArrayList<>();
        for (int[] row : rows) {
            result.add(spec(row, result.size()));
        }
        return result;
    }

    /** {@code raw R, viable V, run N}. */
    public String summary(long run) {
        return "combinations: raw " + raw + ", viable " + viable + ", run " + run;
    }

    private static int[] numbers(List<Dimension> dimensions, Set<String> ruled, boolean wanted) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            boolean looked = dimensions.get(i).values().stream()
                    .flatMap(value -> value.keySet().stream())
                    .anyMatch(ruled::contains);
            if (looked == wanted) {
                numbers.add(i);
            }
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private long product(int[] some) {
        long product = 1;
        for (int dimension : some) {
            product = Math.multiplyExact(
                    product, dimensions.get(dimension).values().size());
        }
        return product;
    }

    private void findBoundRows() {
        int[] row = new int[dimensions.size()];
        for (long number = 0; number < product(bound); number++) {
            long rest = number;
            int[] choice = new int[bound.length];
            for (int i = bound.length - 1; i >= 0; i--) {
                int size = dimensions.get(bound[i]).values().size();
                choice[i] = (int) (rest % size);
                row[bound[i]] = choice[i];
                rest /= size;
            }
            if (read(values(row)) != null) {
                boundRows.add(choice);
            }
        }
        if (boundRows.isEmpty()) {
            throw new IllegalArgumentException("no machine of these dimensions can exist");
        }
    }

    private Map<String, String> values(int[] row) {
        Map<String, String> values = new TreeMap<>(fixed);
        for (int i = 0; i < row.length; i++) {
            values.putAll(dimensions.get(i).values().get(row[i]));
        }
        return values;
    }

    private MachineSpec spec(int[] row, long number) {
        Map<String, String> values = values(row);
        MachineSpec spec = read(values);
        if (spec == null) {
            throw new IllegalStateException("a dimension is not free, though no rule names its keys: " + values);
        }
        for (int i = 0; i < turns.size(); i++) {
            List<Map<String, String>> choices = turns.get(i).values();
            long mixed = (number * turns.size() + i + 1) * MIX;
            Map<String, String> tried = new TreeMap<>(values);
            tried.putAll(choices.get((int) Long.remainderUnsigned(mixed ^ mixed >>> 32, choices.size())));
            MachineSpec turned = read(tried);
            if (turned != null) {
                spec = turned;
                values = tried;
            }
        }
        return spec;
    }

    private @Nullable MachineSpec read(Map<String, String> values) {
        try {
            return reader.read(values, "combination");
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
