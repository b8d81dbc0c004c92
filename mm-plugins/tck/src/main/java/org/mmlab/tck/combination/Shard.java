package org.mmlab.tck.combination;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A part of a long run. The shards {@code 1/16} to {@code 16/16} together run every machine once; any of them alone runs machines from
 * all over the product.
 *
 * @param number which, from 1
 * @param count of how many
 */
public record Shard(int number, int count) {
    /**
     * System property that says which shard a run takes, for example {@code mvn -Pexhaustive -Dmm.shard=3/16 verify}. Without it a
     * suite runs all, or as much as it says.
     */
    public static final String PROPERTY = "mm.shard";

    /** Everything. */
    public static final Shard ALL = new Shard(1, 1);

    /** Checks the bounds. */
    public Shard {
        if (count < 1 || number < 1 || number > count) {
            throw new IllegalArgumentException("shard " + number + "/" + count
                    + " does not exist; write the number of the shard, from 1, and how many there are: 3/16");
        }
    }

    /** The shard that {@link #PROPERTY} names, or another where it is not set. */
    public static Shard chosenOr(Shard otherwise) {
        String text = System.getProperty(PROPERTY, "");
        return text.isEmpty() ? otherwise : parse(text);
    }

    /**
     * Reads {@code 3/16}.
     *
     * @throws IllegalArgumentException where it is no shard
     */
    public static Shard parse(String text) {
        String[] parts = text.trim().split("/", -1);
        try {
            if (parts.length == 2) {
                return new Shard(Integer.parseInt(parts[0].trim()), Integer.parseInt(parts[1].trim()));
            }
        } catch (NumberFormatException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static IllegalArgumentException malformed(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                PROPERTY + ": '" + text + "' is no shard; write the number of the shard and how many there are: 3/16",
                cause);
    }

    /** {@code 3/16}. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
