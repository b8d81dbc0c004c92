package org.mmlab.physical.zonelist;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.physical.zone.Zone;

/** Zones in the order in which they are asked; zones without managed frames are left out. Immutable. */
public final class Zonelist {
    private final Zone[] all;
    private final Zone[][] upTo;

    /** A list of zones in that order; {@code zoneTypes} is the number of zones of a node. */
    public Zonelist(List<Zone> zones, int zoneTypes) {
        all = zones.toArray(Zone[]::new);
        upTo = new Zone[zoneTypes][];
        for (int highest = 0; highest < zoneTypes; highest++) {
            List<Zone> eligible = new ArrayList<>();
            for (Zone zone : zones) {
                if (zone.index() <= highest) {
                    eligible.add(zone);
                }
            }
            upTo[highest] = eligible.toArray(Zone[]::new);
        }
    }

    /** Every zone of the list. */
    public List<Zone> zones() {
        return List.of(all);
    }

    /** The zones that may serve a request up to a zone index. Not to be changed; no copy is made, for it is read at every allocation. */
    public Zone[] upTo(int highestIndex) {
        return upTo[highestIndex];
    }
}
