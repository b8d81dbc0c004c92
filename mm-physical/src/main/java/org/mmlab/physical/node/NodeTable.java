package org.mmlab.physical.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.PolicyException;
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
    private List<Zone> populated = List.of();

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

    /**
     * Says how many CPUs each node has where that does not follow from the nodes of CPUs: made-up nodes all have the CPUs of the real node
     * that they are cut from (Linux: {@code numa_add_cpu} of {@code mm/numa_emulation.c}). Before {@link #settle}.
     */
    public void shareCpus(int[] cpusOfNode) {
        for (Node node : nodes) {
            node.setCpus(cpusOfNode[node.id()]);
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

    /** The zones with frames, by ordinal. A list that was given out stays as it is; O(zones), without garbage while none comes or goes. */
    public List<Zone> populatedZones() {
        if (!isUpToDate(populated)) {
            populated = Arrays.stream(zones).filter(Zone::populated).toList();
        }
        return populated;
    }

    private boolean isUpToDate(List<Zone> known) {
        int next = 0;
        for (Zone zone : zones) {
            if (zone.populated() && (next == known.size() || known.get(next++) != zone)) {
                return false;
            }
        }
        return next == known.size();
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

    /** The zones of the nodes that are online, by ordinal, the empty ones too (Linux: {@code for_each_zone}). */
    public List<Zone> onlineZones() {
        List<Zone> online = new ArrayList<>();
        for (Node node : nodes) {
            if (node.online()) {
                online.addAll(node.zones());
            }
        }
        return online;
    }

    /**
     * Notes where memory lies at boot, once zones are sized: spans of nodes, and which nodes take part, those with memory or a CPU. A node
     * spans what its zones do (Linux: {@code calculate_node_totalpages}): memory above the last zone, given up by {@code highmem=}, is not in it.
     *
     * @param ranges memory of all nodes
     */
    public void settle(List<MemoryModel.Range> ranges) {
        for (MemoryModel.Range range : ranges) {
            Node node = nodes[range.node()];
            long start = Addresses.rawPfn(range.start());
            long end = Math.min(Addresses.rawPfn(range.end()), endOfZones(node));
            if (start < end) {
                node.extendSpan(start, end);
            }
        }
        for (Zone zone : populatedZones()) {
            zone.setPresentEarly(zone.present());
            nodes[zone.node()].noteUsed(zone.index());
        }
        for (Node node : nodes) {
            node.setOnline(node.hasMemory() || node.cpus() != 0);
        }
    }

    private static long endOfZones(Node node) {
        return node.zones().stream()
                .filter(zone -> zone.spanned() != 0)
                .mapToLong(zone -> Addresses.rawPfn(zone.endPfn()))
                .max()
                .orElse(0);
    }

    /** Makes the zonelists of all nodes at boot, when no CPU is known to be in any node yet. */
    public void buildZonelists(ZonelistPolicy policy) {
        setZonelists(policy, topology(new boolean[nodes.length]));
    }

    /** Makes the zonelists of all nodes again, because a zone gained its first or lost its last frame (Linux: {@code build_all_zonelists}). */
    public void rebuildZonelists(ZonelistPolicy policy) {
        setZonelists(policy, topology(withCpus()));
    }

    /** Makes the zonelists of a node that has come to be; the others' do not change, since it has no memory yet. */
    public void buildZonelistsOf(int node, ZonelistPolicy policy) {
        int[] order = policy.orderOf(node, topology(withCpus()));
        checkOrder(policy, "orderOf", node, order);
        setZonelists(nodes[node], order);
    }

    private boolean[] withCpus() {
        boolean[] hasCpu = new boolean[nodes.length];
        for (Node node : nodes) {
            hasCpu[node.id()] = node.cpus() != 0;
        }
        return hasCpu;
    }

    private ZonelistPolicy.Topology topology(boolean[] hasCpu) {
        boolean[] hasMemory = new boolean[nodes.length];
        for (Node node : nodes) {
            hasMemory[node.id()] = node.hasMemory();
        }
        return new ZonelistPolicy.Topology(distance, hasMemory, hasCpu);
    }

    private void setZonelists(ZonelistPolicy policy, ZonelistPolicy.Topology topology) {
        int[][] order = policy.order(topology);
        if (order.length != nodes.length) {
            throw PolicyException.brokenBy(
                    ZonelistPolicy.class,
                    policy,
                    "order",
                    order.length + " orders",
                    "give one for each of the " + nodes.length + " nodes");
        }
        for (Node node : nodes) {
            checkOrder(policy, "order", node.id(), order[node.id()]);
        }
        long managed = 0;
        for (Node node : nodes) {
            managed += node.managed();
            setZonelists(node, order[node.id()]);
        }
        context.tunables().setGroupsByMobility(MobilityGrouping.isWorthwhile(managed, context.pageblockOrder()));
    }

    /** A node that is asked twice, or not at all, would show much later, as memory that is never found. */
    private void checkOrder(ZonelistPolicy policy, String method, int node, int[] order) {
        boolean[] listed = new boolean[nodes.length];
        boolean right = true;
        for (int from : order) {
            right &= from >= 0 && from < nodes.length && !listed[from] && nodes[from].hasMemory();
            if (right) {
                listed[from] = true;
            }
        }
        for (Node other : nodes) {
            right &= listed[other.id()] || !other.hasMemory();
        }
        if (!right) {
            throw PolicyException.brokenBy(
                    ZonelistPolicy.class,
                    policy,
                    method,
                    "nodes " + Arrays.toString(order) + " for node " + node,
                    "list each node with memory once, and no other");
        }
    }

    private void setZonelists(Node node, int[] order) {
        List<Zone> all = new ArrayList<>();
        for (int from : order) {
            addPopulated(all, nodes[from]);
        }
        List<Zone> own = new ArrayList<>();
        addPopulated(own, node);
        node.setZonelists(all, own);
    }

    private void addPopulated(List<Zone> zonelist, Node node) {
        for (int index = zoneTypes - 1; index >= 0; index--) {
            if (node.zone(index).populated()) {
                zonelist.add(node.zone(index));
            }
        }
    }
}
