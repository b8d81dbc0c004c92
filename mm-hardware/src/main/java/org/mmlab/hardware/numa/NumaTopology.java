package org.mmlab.hardware.numa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nodes of a machine: memory, CPUs, distances. Immutable. A node may lack CPUs or memory; the machine as a whole has both.
 *
 * <p>Distances are relative: {@value #LOCAL} is a node's own memory, 20 is twice as slow, {@value #UNREACHABLE} means that there
 * is no way. They need not be symmetrical.
 */
public final class NumaTopology {
    /** The distance of a node from itself (Linux: {@code LOCAL_DISTANCE}). */
    public static final int LOCAL = 10;
    /** The distance that is assumed where firmware gives none (Linux: {@code REMOTE_DISTANCE}). */
    public static final int REMOTE = 20;
    /** No way. */
    public static final int UNREACHABLE = 255;

    private final int[][] distances;
    private final int[] nodeOfCpu;
    private final long[] nodeBytes;

    /**
     * A topology.
     *
     * @param distances a row for each node: what its CPUs see
     * @param nodeOfCpu the node of each CPU
     * @param nodeBytes the memory of each node; 0 = none
     * @throws IllegalArgumentException with every error of {@link #errors}, one a line
     */
    public NumaTopology(int[][] distances, int[] nodeOfCpu, long[] nodeBytes) {
        this(distances, nodeOfCpu, nodeBytes, LOCAL + 1);
    }

    private NumaTopology(int[][] distances, int[] nodeOfCpu, long[] nodeBytes, int least) {
        List<String> errors = errors(distances, nodeOfCpu, nodeBytes, least);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", errors));
        }
        this.distances = copy(distances);
        this.nodeOfCpu = nodeOfCpu.clone();
        this.nodeBytes = nodeBytes.clone();
    }

    /**
     * A topology as a kernel sees it that made nodes up: parts of one real node are no farther from each other than it is from itself.
     * Otherwise as the constructor.
     */
    public static NumaTopology withMadeUpNodes(int[][] distances, int[] nodeOfCpu, long[] nodeBytes) {
        return new NumaTopology(distances, nodeOfCpu, nodeBytes, LOCAL);
    }

    /** One node with all memory and {@code cpus} CPUs. */
    public static NumaTopology uma(int cpus, long bytes) {
        return new NumaTopology(new int[][] {{LOCAL}}, new int[cpus], new long[] {bytes});
    }

    /** The distances of {@code nodes} nodes where firmware gives none: {@link #REMOTE} between any two. */
    public static int[][] uniform(int nodes) {
        int[][] rows = new int[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            Arrays.fill(rows[from], REMOTE);
            rows[from][from] = LOCAL;
        }
        return rows;
    }

    /** What is wrong with a topology; empty where nothing is. Distances obey Linux's {@code slit_valid}. */
    public static List<String> errors(int[][] distances, int[] nodeOfCpu, long[] nodeBytes) {
        return errors(distances, nodeOfCpu, nodeBytes, LOCAL + 1);
    }

    private static List<String> errors(int[][] distances, int[] nodeOfCpu, long[] nodeBytes, int least) {
        List<String> errors = new ArrayList<>();
        int nodes = nodeBytes.length;
        if (nodes == 0) {
            errors.add("a machine needs at least one node; none is given");
        }
        for (int node = 0; node < nodes; node++) {
            if (nodeBytes[node] < 0) {
                errors.add("node " + node + " has " + nodeBytes[node] + " bytes of memory; it must be 0 or more");
            }
        }
        if (nodes != 0 && Arrays.stream(nodeBytes).noneMatch(bytes -> bytes > 0)) {
            errors.add("no node has memory; give at least one of the " + nodes + " nodes some");
        }
        checkCpus(nodeOfCpu, nodes, errors);
        checkDistances(distances, nodes, least, errors);
        return errors;
    }

    private static void checkCpus(int[] nodeOfCpu, int nodes, List<String> errors) {
        if (nodeOfCpu.length == 0) {
            errors.add("no node has a CPU; give at least one of them one");
        }
        for (int cpu = 0; cpu < nodeOfCpu.length; cpu++) {
            if (nodeOfCpu[cpu] < 0 || nodeOfCpu[cpu] >= nodes) {
                errors.add("cpu " + cpu + " is on node " + nodeOfCpu[cpu] + "; there are nodes 0 to " + (nodes - 1));
            }
        }
    }

    private static void checkDistances(int[][] distances, int nodes, int least, List<String> errors) {
        for (int from = 0; from < nodes; from++) {
            if (from >= distances.length) {
                errors.add("node " + from + " has no row of distances; give " + nodes + " numbers for it");
            } else if (distances[from].length != nodes) {
                errors.add("node " + from + " has " + distances[from].length + " distances; there are " + nodes
                        + " nodes");
            } else {
                checkRow(distances[from], from, least, errors);
            }
        }
        for (int from = nodes; from < distances.length; from++) {
            errors.add("distances are given for node " + from + ", which does not exist; there are nodes 0 to "
                    + (nodes - 1));
        }
    }

    private static void checkRow(int[] row, int from, int least, List<String> errors) {
        for (int to = 0; to < row.length; to++) {
            if (to == from && row[to] != LOCAL) {
                errors.add("node " + from + " has distance " + row[to] + " to itself; it must be " + LOCAL);
            } else if (to != from && (row[to] < least || row[to] > UNREACHABLE)) {
                errors.add("node " + from + " has distance " + row[to] + " to node " + to + "; it must be " + least
                        + " to " + UNREACHABLE);
            }
        }
    }

    private static int[][] copy(int[][] rows) {
        int[][] copy = rows.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    /** Number of nodes. */
    public int nodes() {
        return nodeBytes.length;
    }

    /** Number of CPUs. */
    public int cpus() {
        return nodeOfCpu.length;
    }

    /** The distance that the CPUs of {@code from} see to the memory of {@code to}. */
    public int distance(int from, int to) {
        return distances[from][to];
    }

    /** All distances, a row for each node. A copy. */
    public int[][] distances() {
        return copy(distances);
    }

    /** The node of a CPU. */
    public int nodeOfCpu(int cpu) {
        return nodeOfCpu[cpu];
    }

    /** The node of each CPU. A copy. */
    public int[] nodeOfCpu() {
        return nodeOfCpu.clone();
    }

    /** The memory of a node in bytes. */
    public long bytes(int node) {
        return nodeBytes[node];
    }

    /** Whether a node has CPUs. */
    public boolean hasCpu(int node) {
        return Arrays.stream(nodeOfCpu).anyMatch(of -> of == node);
    }

    /** Whether a node has memory. */
    public boolean hasMemory(int node) {
        return nodeBytes[node] > 0;
    }
}
