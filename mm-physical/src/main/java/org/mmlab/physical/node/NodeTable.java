package org.mmlab.physical.node;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.physical.zone.Zone;
import org.mmlab.physical.zone.ZoneContext;

/**
 * The nodes of a machine with their zones, distances and CPUs. A zone's ordinal is {@code node * zones + index}. Confined to the
 * machine's thread.
 */
public final class NodeTable {
    private final ZoneContext context;
    private final Node[] nodes;
    private final Zone[] zones;
    private final int[][] distance;
    private final int[] nodeOfCpu;
    private final int zoneTypes;

    /**
     * Nodes with empty zones.
     *
     * @param distance {@code distance[a][b]}, one row for each node
     * @param nodeOfCpu the node of each online CPU
     */
    public NodeTable(ZoneContext context, int[][] distance, int[] nodeOfCpu) {
        this.context = context;
        this.distance = distance;
        this.nodeOfCpu = nodeOfCpu;
        zoneTypes = context.layout().count();
        nodes = new Node[distance.length];
        zones = new Zone[nodes.length * zoneTypes];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = makeNode(node);
        }
        for (int node : nodeOfCpu) {
            nodes[node].setCpus(nodes[node].cpus() + 1);
        }
    }

    private Node makeNode(int id) {
        Zone[] own = new Zone[zoneTypes];
        for (int index = 0; index < zoneTypes; index++) {
            int ordinal = id * zoneTypes + index;
            own[index] = new Zone(context, id, index, ordinal);
            zones[ordinal] = own[index];
        }
        return new Node(id, own);
    }

    /** What the zones share. */
    public ZoneContext context() {
        return context;
    }

    /** Number of nodes. */
    public int count() {
        return nodes.length;
    }

    /** A node. */
    public Node node(int id) {
        return nodes[id];
    }

    /** All nodes. */
    public List<Node> nodes() {
        return List.of(nodes);
    }

    /** The zone of an ordinal. */
    public Zone zone(int ordinal) {
        return zones[ordinal];
    }

    /** All zones by ordinal, the empty ones too. */
    public List<Zone> zones() {
        return List.of(zones);
    }

    /** The zones with frames, by ordinal. */
    public List<Zone> populatedZones() {
        List<Zone> populated = new ArrayList<>();
        for (Zone zone : zones) {
            if (zone.populated()) {
                populated.add(zone);
            }
        }
        return populated;
    }

    /** The distance between two nodes; 10 = none. */
    public int distance(int from, int to) {
        return distance[from][to];
    }

    /** The node of a CPU. */
    public int nodeOfCpu(int cpu) {
        return nodeOfCpu[cpu];
    }

    /** Number of online CPUs. */
    public int cpus() {
        return nodeOfCpu.length;
    }

    /** Online CPUs among which a zone's frames are shared out: those of its node, or all where it has none. */
    public int cpusOf(Zone zone) {
        int own = nodes[zone.node()].cpus();
        return own != 0 ? own : nodeOfCpu.length;
    }

    /** Makes the zonelists of all nodes; again whenever a zone gains its first or loses its last managed frame. */
    public void buildZonelists(ZonelistPolicy policy) {
        boolean[] hasMemory = new boolean[nodes.length];
        boolean[] hasCpu = new boolean[nodes.length];
        long managed = 0;
        for (Node node : nodes) {
            hasMemory[node.id()] = node.hasMemory();
            hasCpu[node.id()] = node.cpus() != 0;
            managed += node.managed();
        }
        int[][] order = policy.order(new ZonelistPolicy.Topology(distance, hasMemory, hasCpu));
        for (Node node : nodes) {
            List<Zone> all = new ArrayList<>();
            for (int from : order[node.id()]) {
                addManaged(all, nodes[from]);
            }
            List<Zone> own = new ArrayList<>();
            addManaged(own, node);
            node.setZonelists(all, own);
        }
        context.tunables().setGroupsByMobility(MobilityGrouping.isWorthwhile(managed, context.pageblockOrder()));
    }

    private void addManaged(List<Zone> zonelist, Node node) {
        for (int index = zoneTypes - 1; index >= 0; index--) {
            if (node.zone(index).managedFrames() != 0) {
                zonelist.add(node.zone(index));
            }
        }
    }
}
