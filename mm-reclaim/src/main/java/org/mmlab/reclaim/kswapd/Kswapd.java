package org.mmlab.reclaim.kswapd;

import java.util.ArrayDeque;
import org.mmlab.api.event.VmEvent;
import org.mmlab.api.link.BackgroundCompaction;
import org.mmlab.api.memory.Gfp;
import org.mmlab.api.reclaim.ScanControl;
import org.mmlab.api.reclaim.ScanControl.Cause;
import org.mmlab.api.time.VirtualClock;
import org.mmlab.reclaim.memory.ReclaimZones;
import org.mmlab.reclaim.memory.ReclaimZones.Mark;
import org.mmlab.reclaim.scan.NodeReclaim;

/** kswapd of one node. Leaves no garbage in steady state. */
public final class Kswapd {
    private static final int MAX_RECLAIM_RETRIES = 16;
    private static final int NO_ZONE = -1;
    /** From waking to running (a context switch). */
    private static final long WAKE_NS = 3_000;
    /** What looking at a page costs kswapd, most of it cache misses on its metadata (about 10 million pages a second). */
    private static final long PAGE_NS = 100;
    /** How long the first, light sleep lasts (Linux: a tenth of a second). */
    private static final long LIGHT_SLEEP_NS = 100_000_000;
    /** How long kswapd waits for writes when it meets nothing else (Linux: {@code VMSCAN_THROTTLE_WRITEBACK}). */
    private static final long WRITEBACK_WAIT_NS = 100_000_000;

    private final NodeReclaim reclaim;
    private final ReclaimZones zones;
    private final VirtualClock clock;
    private final int node;

    private final ArrayDeque<Appointment> idle = new ArrayDeque<>();
    private final Balance balance = new Balance();

    private Phase phase = Phase.ASLEEP;
    private long epoch; // outdates events scheduled before the last change of phase
    private int wantedOrder;
    private int wantedZone = NO_ZONE;
    private int order;
    private int reclaimOrder;
    private int highest;
    private BackgroundCompaction compaction = BackgroundCompaction.NONE;

    private enum Phase {
        /** Until woken. */
        ASLEEP,
        /** Balanced a moment ago: sleeps lightly, and looks again. */
        DOZING,
        /** Working or about to. */
        AWAKE
    }

    /** A sleeping kswapd. */
    public Kswapd(NodeReclaim reclaim, VirtualClock clock, int node) {
        this.reclaim = reclaim;
        this.zones = reclaim.parts().zones();
        this.clock = clock;
        this.node = node;
    }

    /** Whether it sleeps until it is woken. */
    public boolean asleep() {
        return phase == Phase.ASLEEP;
    }

    /** Whether it is at work (Linux: {@code kswapd_is_running}). */
    public boolean working() {
        return phase == Phase.AWAKE;
    }

    /** Joins background compaction, which is told when memory was freed for large blocks. */
    public void setCompaction(BackgroundCompaction newCompaction) {
        compaction = newCompaction;
    }

    /** Memory of the node is short (Linux: {@code wakeup_kswapd}). */
    public void wake(int forOrder, int highestType) {
        wantedZone = Math.max(wantedZone, highestType);
        wantedOrder = Math.max(wantedOrder, forOrder);
        if (phase == Phase.AWAKE) {
            return;
        }
        boolean hopeless = reclaim.state(node).failures >= MAX_RECLAIM_RETRIES;
        if (hopeless || balanced(forOrder, highestType) && !boosted(highestType)) {
            return;
        }
        if (phase == Phase.DOZING) {
            reclaim.parts().stat().count(VmEvent.KSWAPD_LOW_WMARK_HIT_QUICKLY);
            wantedZone = Math.max(wantedZone, highest);
            wantedOrder = Math.max(wantedOrder, reclaimOrder);
        }
        become(Phase.AWAKE);
        schedule(WAKE_NS, Step.WORK);
    }

    /** Whether some zone up to {@code highestType} meets its high watermark (Linux: {@code pgdat_balanced}). */
    public boolean balanced(int forOrder, int highestType) {
        boolean any = false;
        for (int zone : zones.zonesOf(node)) {
            if (zones.type(zone) <= highestType) {
                any = true;
                if (zones.meets(zone, forOrder, zones.mark(zone, Mark.HIGH), highestType)) {
                    return true;
                }
            }
        }
        return !any;
    }

    private boolean boosted(int highestType) {
        for (int zone : zones.zonesOf(node)) {
            if (zones.type(zone) <= highestType && zones.boost(zone) > 0) {
                return true;
            }
        }
        return false;
    }

    private void work() {
        order = wantedOrder;
        highest = wantedZone;
        wantedOrder = 0;
        wantedZone = NO_ZONE;
        balance.run();
        reclaimOrder = balance.control.order;
        boolean waits = reclaim.state(node).writebackAtTail && balance.control.immediate > 0;
        schedule(waits ? WRITEBACK_WAIT_NS : balance.looked * PAGE_NS, Step.TRY_TO_SLEEP);
    }

    /** Sleeps lightly if nothing is left to do, then for good (Linux: {@code kswapd_try_to_sleep}). */
    private void tryToSleep() {
        if (readyToSleep()) {
            compaction.kswapdSleeps(node);
            compaction.wake(node, order, highest);
            become(Phase.DOZING);
            schedule(LIGHT_SLEEP_NS, Step.FALL_ASLEEP);
        } else {
            again();
        }
    }

    private void fallAsleep() {
        if (readyToSleep()) {
            become(Phase.ASLEEP);
        } else {
            reclaim.parts().stat().count(VmEvent.KSWAPD_HIGH_WMARK_HIT_QUICKLY);
            become(Phase.AWAKE);
            again();
        }
    }

    private void again() {
        wantedZone = Math.max(wantedZone, highest);
        wantedOrder = Math.max(wantedOrder, reclaimOrder);
        schedule(WAKE_NS, Step.WORK);
    }

    private boolean readyToSleep() {
        if (reclaim.state(node).failures >= MAX_RECLAIM_RETRIES) {
            return true;
        }
        if (balanced(reclaimOrder, highest)) {
            reclaim.state(node).clearCongestion();
            return true;
        }
        return false;
    }

    private void become(Phase next) {
        phase = next;
        epoch++;
    }

    private void schedule(long delayNs, Step step) {
        Appointment appointment = idle.poll();
        if (appointment == null) {
            appointment = new Appointment();
        }
        appointment.epoch = ++epoch;
        appointment.step = step;
        clock.schedule(delayNs, appointment);
    }

    /** What kswapd does when an event is due. */
    private enum Step {
        WORK,
        TRY_TO_SLEEP,
        FALL_ASLEEP
    }

    /** A step at an instant, void if the phase has changed before; used again when it is over. */
    private final class Appointment implements Runnable {
        private long epoch;
        private Step step = Step.WORK;

        @Override
        public void run() {
            idle.push(this);
            if (epoch == Kswapd.this.epoch) {
                switch (step) {
                    case WORK -> work();
                    case TRY_TO_SLEEP -> tryToSleep();
                    case FALL_ASLEEP -> fallAsleep();
                }
            }
        }
    }

    /** One run of balancing (Linux: {@code balance_pgdat}). */
    private final class Balance {
        final ScanControl control = new ScanControl(Cause.KSWAPD, Gfp.KERNEL, 0, 0, 0);
        private long[] boosts = new long[0];
        private long boost;
        private long looked;

        void run() {
            reclaim.parts().stat().count(VmEvent.PAGEOUTRUN);
            control.restart(Cause.KSWAPD, Gfp.KERNEL, order, highest, 0);
            boost = 0;
            looked = 0;
            if (boosts.length != zones.zonesOf(node).length) {
                boosts = new long[zones.zonesOf(node).length];
            }
            int i = 0;
            for (int zone : zones.zonesOf(node)) {
                boosts[i] = zones.type(zone) <= highest ? zones.boost(zone) : 0;
                boost += boosts[i++];
            }
            boolean boosted = boost > 0;
            for (int zone : zones.zonesOf(node)) {
                if (zones.type(zone) <= highest) {
                    zones.reclaimBegins(zone);
                }
            }
            boolean balanced = rounds();
            if (!balanced && control.reclaimed == 0 && control.priority < 1) {
                if (!control.noCacheTrim && control.cacheTrimFailed) {
                    control.noCacheTrim = true;
                    balanced = rounds();
                }
            }
            if (!balanced && control.reclaimed == 0) {
                reclaim.state(node).failures++;
            }
            for (int zone : zones.zonesOf(node)) {
                zones.reclaimEnds(zone);
            }
            if (boosted) {
                i = 0;
                for (int zone : zones.zonesOf(node)) {
                    zones.lowerBoost(zone, Math.min(zones.boost(zone), boosts[i++]));
                }
                compaction.wakeForPageblock(node, highest);
            }
            reclaim.snapshotRefaults(node);
        }

        /** Shrinks the node at rising pressure; true when it was found balanced. */
        private boolean rounds() {
            control.priority = ScanControl.DEFAULT_PRIORITY;
            while (control.priority >= 1) {
                boolean balanced = balanced(control.order, highest);
                if (!balanced && boost > 0) {
                    boost = 0;
                    control.priority = ScanControl.DEFAULT_PRIORITY;
                    continue;
                }
                if (boost == 0 && balanced) {
                    return true;
                }
                boolean raise = boost == 0 || control.priority != ScanControl.DEFAULT_PRIORITY - 2;
                control.mayWritePage = boost == 0 || control.priority < ScanControl.DEFAULT_PRIORITY - 2;
                control.maySwap = boost == 0;
                reclaim.age(node, control);
                long before = control.reclaimed;
                control.scanned = 0;
                if (shrink()) {
                    raise = false;
                }
                long freed = control.reclaimed - before;
                boost -= Math.min(boost, freed);
                if (boost > 0 && freed == 0) {
                    return false;
                }
                if (raise || freed == 0) {
                    control.priority--;
                }
            }
            return false;
        }

        /** One round over the node; true when enough was scanned for its pressure. */
        private boolean shrink() {
            control.toReclaim = 0;
            for (int zone : zones.zonesOf(node)) {
                if (zones.type(zone) <= highest) {
                    control.toReclaim += Math.max(zones.mark(zone, Mark.HIGH), ScanControl.CLUSTER);
                }
            }
            long before = control.reclaimed;
            reclaim.shrink(node, control);
            looked += control.scanned;
            if (control.order > 0 && control.reclaimed >= NodeReclaim.compactGap(control.order)) {
                control.order = 0;
            }
            return Math.max(control.scanned, control.reclaimed - before) >= control.toReclaim;
        }
    }
}
