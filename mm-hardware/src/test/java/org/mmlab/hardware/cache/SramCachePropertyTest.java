package org.mmlab.hardware.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mmlab.hardware.cache.SramCache.Use;

class SramCachePropertyTest {
    private static final CacheGeometry SMALL = new CacheGeometry(4 * 2 * 64, 2);

    /** Each set as a map from line to dirty, in order of last use. */
    private static final class Model {
        private final Map<Integer, LinkedHashMap<Long, Boolean>> sets = new LinkedHashMap<>();

        long access(long address, boolean write) {
            long line = address >>> 6;
            LinkedHashMap<Long, Boolean> set =
                    sets.computeIfAbsent((int) line & (SMALL.sets() - 1), key -> new LinkedHashMap<>());
            Boolean dirty = set.remove(line);
            if (dirty != null) {
                set.put(line, dirty || write);
                return SramCache.HIT;
            }
            long result = SramCache.MISS;
            if (set.size() == SMALL.ways()) {
                Map.Entry<Long, Boolean> oldest = set.entrySet().iterator().next();
                set.remove(oldest.getKey());
                result = oldest.getValue() ? oldest.getKey() << 6 : result;
            }
            set.put(line, write);
            return result;
        }
    }

    @Property
    void aCacheBehavesAsItsModel(@ForAll @Size(max = 300) List<@IntRange(max = 24 * 64) Integer> addresses) {
        SramCache cache = new SramCache(SMALL);
        Model model = new Model();
        long hits = 0;
        for (int i = 0; i < addresses.size(); i++) {
            long address = addresses.get(i);
            boolean write = (address & 1) != 0;
            long expected = model.access(address, write);
            hits += expected == SramCache.HIT ? 1 : 0;
            assertThat(cache.access(address, write ? Use.WRITE : Use.READ)).isEqualTo(expected);
            assertThat(cache.holds(address)).isTrue();
        }
        assertThat(cache.hits()).isEqualTo(hits);
        assertThat(cache.hits() + cache.misses()).isEqualTo(addresses.size());
        cache.flush();
        assertThat(addresses).noneMatch(address -> cache.holds(address));
    }

    @Property(tries = 100)
    void everyDirtyLineReachesMemoryOnce(@ForAll @IntRange(min = 1, max = 400) int lines) {
        CacheHierarchy caches =
                new CacheHierarchy(new CacheGeometry(256, 2), new CacheGeometry(512, 2), new CacheGeometry(1024, 2));
        for (int line = 0; line < lines; line++) {
            assertThat(caches.access(line * 64L, Use.WRITE)).isEqualTo(CacheHierarchy.MEMORY);
            assertThat(caches.access(line * 64L, Use.READ)).isEqualTo(1);
        }
        long room = (256 + 512 + 1024) / 64;
        assertThat(caches.memoryWrites()).isBetween(Math.max(0, lines - room), (long) lines);
    }

    @Test
    void aLineThatLeftTheFirstLevelIsFoundInTheSecond() {
        CacheHierarchy caches =
                new CacheHierarchy(new CacheGeometry(128, 2), new CacheGeometry(1024, 2), new CacheGeometry(4096, 2));
        caches.access(0, Use.READ);
        caches.access(64, Use.READ);
        caches.access(128, Use.READ);
        assertThat(caches.access(0, Use.READ)).isEqualTo(2);
        assertThat(caches.level(2).hits()).isEqualTo(1);
    }

    @Test
    void aSizeThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> new CacheGeometry(3000, 2)).hasMessageContaining("must be a power of two");
    }
}
