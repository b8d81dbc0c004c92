package org.mmlab.physical.mempolicy;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The policies of files of shared memory (Linux: {@code struct shared_policy} of a shmem inode): all who map a file see them, and they
 * stay when nobody does, until the file goes. Looking one up costs O(log n) of a file's ranges, and nothing for a file without any.
 */
public final class SharedPolicies {
    private final Map<Integer, NavigableMap<Long, Part>> byFile = new HashMap<>();

    private record Part(long end, Mempolicy policy) {}

    /** No file has a policy. */
    public SharedPolicies() {}

    /** The policy of a page of a file, or null where none was set. */
    public @Nullable Mempolicy lookup(int file, long index) {
        if (byFile.isEmpty()) {
            return null;
        }
        NavigableMap<Long, Part> parts = byFile.get(file);
        Map.Entry<Long, Part> below = parts == null ? null : parts.floorEntry(index);
        return below != null && index < below.getValue().end()
                ? below.getValue().policy()
                : null;
    }

    /** Gives pages {@code first} to {@code end - 1} of a file a policy, or none (Linux: {@code shared_policy_replace}). */
    public void set(int file, long first, long end, @Nullable Mempolicy policy) {
        NavigableMap<Long, Part> parts = byFile.computeIfAbsent(file, key -> new TreeMap<>());
        cut(parts, first);
        cut(parts, end);
        parts.subMap(first, end).clear();
        if (policy != null) {
            parts.put(first, new Part(end, policy));
        }
        if (parts.isEmpty()) {
            byFile.remove(file);
        }
    }

    /** Makes a part that goes on beyond a page end there, and another begin. */
    private static void cut(NavigableMap<Long, Part> parts, long at) {
        Map.Entry<Long, Part> below = parts.lowerEntry(at);
        if (below != null && at < below.getValue().end()) {
            Part whole = below.getValue();
            parts.put(below.getKey(), new Part(at, whole.policy()));
            parts.put(at, whole);
        }
    }

    /** A file is gone, and its number may be given to another. */
    public void forget(int file) {
        byFile.remove(file);
    }
}
