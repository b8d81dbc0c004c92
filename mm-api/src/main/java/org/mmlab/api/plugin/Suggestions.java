package org.mmlab.api.plugin;

import java.util.Collection;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Words an error about an unknown name: what was written, what was perhaps meant, what exists. */
public final class Suggestions {
    private Suggestions() {}

    /** {@code unknown replacement policy 'clok'; did you mean 'clock'? known: arc, clock}. */
    public static String unknown(String what, String name, Collection<String> known) {
        String nearest = nearest(name, known);
        List<String> sorted = known.stream().sorted().toList();
        return "unknown " + what + " '" + name + "'"
                + (nearest == null ? ";" : "; did you mean '" + nearest + "'?")
                + (sorted.isEmpty() ? " none exists" : " known: " + String.join(", ", sorted));
    }

    private static @Nullable String nearest(String name, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(2, name.length() / 3) + 1;
        for (String candidate : known.stream().sorted().toList()) {
            int distance = distance(name, candidate);
            boolean alike = distance < Math.max(2, Math.max(name.length(), candidate.length()));
            if (alike && distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Levenshtein's edit distance, O(|a| |b|). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
