package org.mmlab.physical.node;

import java.util.List;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zonelist.Zonelist;

/** A node: zones that are equally far from every CPU (Linux: {@code pg_data_t}). Confined to the machine's thread. */
public final class Node {
    private final int id;
    private final Zone[] zones;
    private final int zoneTypes;
    private Zonelist fallback;
    private Zonelist thisNode;
    private int cpus;
    private long totalReserve;

    /** A node with its zones, by zone index; its zonelists are empty until they are built. */
    Node(int id, Zone[] zones) {
        this.id = id;
        this.zones = zones;
        zoneTypes = zones.length;
        fallback = new Zonelist(List.of(), zoneTypes);
        thisNode = fallback;
    }

    /** The node's number. */
    public int id() {
        return id;
    }

    /** The zone at an index, empty or not. */
    public Zone zone(int index) {
        return zones[index];
    }

    /** The zones, by zone index, the empty ones too. */
    public List<Zone> zones() {
        return List.of(zones);
    }

    /** Where ordinary requests for this node are served. */
    public Zonelist fallback() {
        return fallback;
    }

    /** Where requests are served that must not leave the node. */
    public Zonelist thisNode() {
        return thisNode;
    }

    void setZonelists(List<Zone> all, List<Zone> own) {
        fallback = new Zonelist(all, zoneTypes);
        thisNode = new Zonelist(own, zoneTypes);
    }

    /** Online CPUs of the node. */
    public int cpus() {
        return cpus;
    }

    void setCpus(int count) {
        cpus = count;
    }

    /** Frames of the node that no user can get: watermarks and protections (Linux: {@code totalreserve_pages}). */
    public long totalReserve() {
        return totalReserve;
    }

    void setTotalReserve(long frames) {
        totalReserve = frames;
    }

    /** Existing frames of all its zones. */
    public long present() {
        long frames = 0;
        for (Zone zone : zones) {
            frames += zone.present();
        }
        return frames;
    }

    /** Managed frames of all its zones. */
    public long managed() {
        long frames = 0;
        for (Zone zone : zones) {
            frames += zone.managedFrames();
        }
        return frames;
    }

    /** Whether the node has any memory (Linux: {@code N_MEMORY}). */
    public boolean hasMemory() {
        return present() != 0;
    }
}
