package org.mmlab.physical.node;

import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.ZoneType;
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
    private boolean online = true;
    private long startPfn;
    private long endPfn;
    private int usedZones;

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

    /** Whether the node takes part: a node that is possible but has neither memory nor CPU does not (Linux: {@code node_online}). */
    public boolean online() {
        return online;
    }

    /** Switches the node on or off; off only while it is empty. */
    public void setOnline(boolean now) {
        online = now;
    }

    /** First page frame of the node's memory, holes included; 0 where it has none. */
    public long startPfn() {
        return startPfn;
    }

    /** Frames from the first to the last of the node's memory, holes included. */
    public long spanned() {
        return endPfn - startPfn;
    }

    /** Sets where the node's memory lies; {@code end} is exclusive. */
    public void setSpan(long start, long end) {
        startPfn = start;
        endPfn = end;
    }

    /** Takes frames into the node's span (Linux: {@code resize_pgdat_range}). */
    public void extendSpan(long start, long end) {
        setSpan(spanned() == 0 ? start : Math.min(startPfn, start), Math.max(endPfn, end));
    }

    /** Narrows the node's span to that of its zones (Linux: {@code update_pgdat_span}). */
    public void narrowSpan() {
        long low = 0;
        long high = 0;
        for (Zone zone : zones) {
            if (zone.spanned() != 0) {
                long start = Addresses.rawPfn(zone.startPfn());
                low = high == 0 ? start : Math.min(low, start);
                high = Math.max(high, Addresses.rawPfn(zone.endPfn()));
            }
        }
        setSpan(low, high);
    }

    /** One more than the greatest index of a zone that ever had memory (Linux: {@code nr_zones}). */
    public int usedZones() {
        return usedZones;
    }

    /** Notes that a zone got its first memory (Linux: {@code init_currently_empty_zone}). */
    public void noteUsed(int index) {
        usedZones = Math.max(usedZones, index + 1);
    }

    /** Forgets what an earlier life of the node left (Linux: {@code free_area_init_core_hotplug}). */
    public void reset() {
        usedZones = 0;
        setSpan(0, 0);
    }

    /** Whether the node has memory that kernel allocations can use for good (Linux: {@code N_NORMAL_MEMORY}). */
    public boolean hasNormalMemory() {
        for (Zone zone : zones) {
            if (zone.populated() && zone.index() <= zone.context().layout().indexOf(ZoneType.NORMAL)) {
                return true;
            }
        }
        return false;
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
