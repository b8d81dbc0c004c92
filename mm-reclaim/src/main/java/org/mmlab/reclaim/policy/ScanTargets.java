package org.mmlab.reclaim.policy;

import org.mmlab.api.reclaim.LruList;
import org.mmlab.api.reclaim.ScanContext;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;

/**
 * How far each list is scanned in a round, and whether active pages are deactivated (Linux: {@code prepare_scan_control},
 * {@code get_scan_count}, {@code inactive_is_low}).
 */
final class ScanTargets {
    private static final int MAX_SWAPPINESS = 200;
    private static final int GIB_PAGES_SHIFT = 18;

    final long[] scan = new long[4];
    final long[] target = new long[4];
    private final boolean[] deactivate = new boolean[2];
    private boolean cacheTrim;
    private boolean fileIsTiny;

    private enum Balance {
        EQUAL,
        BY_COST,
        ANON,
        FILE
    }

    /** Whether active pages of a kind may be deactivated in this round. */
    boolean mayDeactivate(boolean file) {
        return deactivate[file ? 1 : 0];
    }

    /** Whether anonymous pages are spared for the sake of plentiful inactive file pages. */
    boolean trimsCache() {
        return cacheTrim;
    }

    /** Decides for a node. */
    void prepare(ScanControl control, ScanContext node) {
        prepareBalance(control, node);
        Balance balance = balance(control, node);
        long anonShare = 0;
        long fileShare = 0;
        if (balance == Balance.BY_COST) {
            long total = node.cost(false) + node.cost(true);
            long anonCost = total + node.cost(false);
            long fileCost = total + node.cost(true);
            total = anonCost + fileCost;
            anonShare = node.swappiness() * (total + 1) / (anonCost + 1);
            fileShare = (MAX_SWAPPINESS - node.swappiness()) * (total + 1) / (fileCost + 1);
        }
        for (int i = 0; i < scan.length; i++) {
            LruList list = LruList.of(i);
            long pages = node.eligible(list, control.highestZone) >> control.priority;
            long count = switch (balance) {
                case EQUAL -> pages;
                case BY_COST -> pages * (list.isFile() ? fileShare : anonShare) / (anonShare + fileShare);
                case ANON -> list.isFile() ? 0 : pages;
                case FILE -> list.isFile() ? pages : 0;
            };
            scan[i] = count;
            target[i] = count;
        }
    }

    private void prepareBalance(ScanControl control, ScanContext node) {
        for (int kind = 0; kind < 2; kind++) {
            boolean file = kind == 1;
            deactivate[kind] = control.forceDeactivate
                    || node.activations(file) != node.activationsBefore(file)
                    || inactiveIsLow(node, file);
        }
        long inactiveFile = node.size(LruList.INACTIVE_FILE);
        cacheTrim = inactiveFile >> control.priority != 0 && !deactivate[1] && !control.noCacheTrim;
        fileIsTiny = false;
        if (control.cause != Cause.LIMIT) {
            long file = node.size(LruList.ACTIVE_FILE) + inactiveFile;
            fileIsTiny = file + node.freeFrames() <= node.highWatermark()
                    && !deactivate[0]
                    && node.size(LruList.INACTIVE_ANON) >> control.priority != 0;
        }
    }

    private Balance balance(ScanControl control, ScanContext node) {
        if (!control.maySwap || !node.canSwap() || control.cause == Cause.LIMIT && node.swappiness() == 0) {
            return Balance.FILE;
        }
        if (control.priority == 0 && node.swappiness() != 0) {
            return Balance.EQUAL;
        }
        if (fileIsTiny) {
            return Balance.ANON;
        }
        return cacheTrim ? Balance.FILE : Balance.BY_COST;
    }

    /** Whether the inactive list of a kind is shorter than it should be: half of all up to 1 GiB, a smaller part of more. */
    static boolean inactiveIsLow(ScanContext node, boolean file) {
        long inactive = node.size(LruList.inactive(file));
        long active = node.size(LruList.active(file));
        long gib = (inactive + active) >> GIB_PAGES_SHIFT;
        long ratio = gib == 0 ? 1 : (long) Math.sqrt(10.0 * gib);
        return inactive * ratio < active;
    }
}
