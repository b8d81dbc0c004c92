package org.mmlab.virtual.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operation costs is the height of the tree, which grows with the logarithm of the number of areas. */
class VmaIndexHeightTest {
    private static final long PAGE = 4096;

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void mapleTreesAreFlat(int areas) {
        MapleVmaIndex index = new MapleVmaIndex();
        int[] order = shuffled(areas);
        for (int area : order) {
            index.insert(area * 2 * PAGE, (area * 2 + 1) * PAGE, area);
        }
        assertThat(index.height()).isLessThanOrEqualTo(mostLevels(areas));
        for (int i = 0; i < areas - areas / 10; i++) {
            index.remove(order[i] * 2 * PAGE);
        }
        assertThat(index.height()).isLessThanOrEqualTo(mostLevels(areas / 10));
    }

    /** A node that is not the root holds at least 7 entries, or 8 after a split. */
    private static int mostLevels(int areas) {
        return 2 + (int) (Math.log(areas) / Math.log(MapleNodes.LEAST));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void redBlackTreesAreBalanced(int areas) {
        RedBlackVmaIndex index = new RedBlackVmaIndex();
        for (int area = 0; area < areas; area++) { // ascending: the worst order for a tree that does not balance
            index.insert(area * 2 * PAGE, (area * 2 + 1) * PAGE, area);
        }
        assertThat(index.height(index.root())).isLessThanOrEqualTo(mostNodes(areas));
        int[] order = shuffled(areas);
        for (int i = 0; i < areas - areas / 10; i++) {
            index.remove(order[i] * 2 * PAGE);
        }
        assertThat(index.height(index.root())).isLessThanOrEqualTo(mostNodes(areas / 10));
    }

    private static int mostNodes(int areas) {
        return (int) Math.ceil(2 * Math.log(areas + 1.0) / Math.log(2));
    }

    private static int[] shuffled(int n) {
        SplittableRandom random = new SplittableRandom(n);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
