package org.mmlab.physical.mempolicy;

import java.util.Objects;
import java.util.function.Supplier;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.memory.MemoryPolicy;

/**
 * A memory policy as a process, an area or a part of a shared object has it (Linux: {@code struct mempolicy}): what decides, and what
 * system calls see of it. Immutable but for the turn of a policy that deals pages out. Two are equal where Linux would let the areas that
 * have them be one ({@code mpol_equal}).
 */
public final class Mempolicy {
    /** The nodes stay as they were given, wherever the process may go; there are no cpusets here, so that only the text differs. */
    public static final int STATIC_NODES = 1 << 15;
    /** The nodes count among those with memory: 0 is the first of these. */
    public static final int RELATIVE_NODES = 1 << 14;
    /** Pages may be moved to who uses them; automatic balancing is not modelled, so that only the text differs. */
    public static final int NUMA_BALANCING = 1 << 13;
    /** All flags of modes. */
    public static final int MODE_FLAGS = STATIC_NODES | RELATIVE_NODES | NUMA_BALANCING;

    /** Linux's modes, in the order of their numbers. */
    public enum Mode {
        /** None: the process's policy counts for an area, the local node for a process. */
        DEFAULT("default", "default"),
        /** One node while it has room. */
        PREFERRED("prefer", "preferred"),
        /** Some nodes and no other. */
        BIND("bind", "bind"),
        /** Dealt out over nodes. */
        INTERLEAVE("interleave", "interleave"),
        /** The node of the CPU that asks. */
        LOCAL("local", "local"),
        /** Some nodes while they have room. */
        PREFERRED_MANY("prefer (many)", "preferred-many"),
        /** Dealt out over nodes by weight. */
        WEIGHTED_INTERLEAVE("weighted interleave", "weighted-interleave");

        private final String text;
        private final String plugin;

        Mode(String text, String plugin) {
            this.text = text;
            this.plugin = plugin;
        }

        /** What system calls know it by. */
        public int number() {
            return ordinal();
        }

        /** The name of the plug-in that decides so. */
        public String plugin() {
            return plugin;
        }

        /** The mode of a number, or null. */
        public static @Nullable Mode of(int number) {
            return number < 0 || number >= values().length ? null : values()[number];
        }

        private static @Nullable Mode named(String plugin) {
            for (Mode mode : values()) {
                if (mode.plugin.equals(plugin)) {
                    return mode;
                }
            }
            return null;
        }
    }

    private final @Nullable Mode mode;
    private final String name;
    private final int flags;
    private final long nodes;
    private final long userNodes;
    private final Supplier<? extends MemoryPolicy> decisions;
    private final MemoryPolicy decision;

    private Mempolicy(
            @Nullable Mode mode,
            String name,
            int flags,
            long nodes,
            long userNodes,
            Supplier<? extends MemoryPolicy> decisions,
            MemoryPolicy decision) {
        this.mode = mode;
        this.name = name;
        this.flags = flags;
        this.nodes = nodes;
        this.userNodes = userNodes;
        this.decisions = decisions;
        this.decision = decision;
    }

    /**
     * A policy of Linux's own (Linux: {@code mpol_new}, {@code mpol_set_nodemask}).
     *
     * @param mode any but DEFAULT, which is no policy
     * @param flags a mask of {@link #MODE_FLAGS}
     * @param userNodes the nodes that were given, as a bit mask
     * @param withMemory the machine's nodes with memory
     * @return null where they do not go together (EINVAL)
     */
    public static @Nullable Mempolicy of(Mode mode, int flags, long userNodes, long withMemory) {
        boolean placed = (flags & (STATIC_NODES | RELATIVE_NODES)) != 0;
        if (mode == Mode.DEFAULT || !areSane(mode, flags)) {
            return null;
        }
        if (mode == Mode.LOCAL || mode == Mode.PREFERRED && userNodes == 0) {
            return userNodes != 0 || placed ? null : made(Mode.LOCAL, flags, 0, 0, LocalMemoryPolicy::new);
        }
        long nodes = (flags & RELATIVE_NODES) != 0 ? NodeMask.relative(userNodes, withMemory) : userNodes & withMemory;
        if (nodes == 0) {
            return null;
        }
        long own = mode == Mode.PREFERRED ? Long.lowestOneBit(nodes) : nodes;
        return made(mode, flags, own, userNodes, () -> decide(mode, own));
    }

    private static Mempolicy made(
            Mode mode, int flags, long nodes, long userNodes, Supplier<? extends MemoryPolicy> decisions) {
        return new Mempolicy(mode, mode.plugin, flags, nodes, userNodes, decisions, decisions.get());
    }

    private static MemoryPolicy decide(Mode mode, long nodes) {
        NodeSetPolicy decision = switch (mode) {
            case PREFERRED -> new PreferredMemoryPolicy();
            case BIND -> new BindMemoryPolicy();
            case INTERLEAVE -> new InterleaveMemoryPolicy();
            case PREFERRED_MANY -> new PreferredManyMemoryPolicy();
            case WEIGHTED_INTERLEAVE -> new WeightedInterleaveMemoryPolicy();
            default -> throw new IllegalArgumentException("mode " + mode + " is no policy with nodes");
        };
        decision.setMask(nodes);
        return decision;
    }

    /** Whether a mode and flags go together at all (Linux: {@code sanitize_mpol_flags}). */
    public static boolean areSane(Mode mode, int flags) {
        boolean both = (flags & STATIC_NODES) != 0 && (flags & RELATIVE_NODES) != 0;
        boolean balanced = (flags & NUMA_BALANCING) != 0;
        return !both && (!balanced || mode == Mode.BIND || mode == Mode.PREFERRED_MANY);
    }

    /**
     * The policy that a plug-in decides, one of Linux's or any other.
     *
     * @param plugin its name
     * @param decisions makes instances of the plug-in
     * @param withMemory the machine's nodes with memory
     */
    public static Mempolicy of(String plugin, Supplier<? extends MemoryPolicy> decisions, long withMemory) {
        MemoryPolicy decision = decisions.get();
        Mode mode = Mode.named(plugin);
        long own = decision instanceof NodeSetPolicy set ? set.mask() : decision.allowed();
        long nodes = own == MemoryPolicy.ALL_NODES && !(decision instanceof NodeSetPolicy) ? 0 : own & withMemory;
        nodes = mode == Mode.PREFERRED ? Long.lowestOneBit(nodes) : nodes;
        return new Mempolicy(mode, plugin, 0, nodes, nodes, decisions, decision);
    }

    /** The same for another process: dealing out begins anew. */
    public Mempolicy copy() {
        return new Mempolicy(mode, name, flags, nodes, userNodes, decisions, decisions.get());
    }

    /** What decides from where a page comes. */
    public MemoryPolicy decision() {
        return decision;
    }

    /** Linux's mode; null for another plug-in. */
    public @Nullable Mode mode() {
        return mode;
    }

    /** A mask of {@link #MODE_FLAGS}. */
    public int flags() {
        return flags;
    }

    /** The nodes that count, as a bit mask; 0 for a policy without nodes of its own. */
    public long nodes() {
        return nodes;
    }

    /** The nodes as get_mempolicy tells them: as they were given where a flag keeps them (Linux: {@code mpol_store_user_nodemask}). */
    public long toldNodes() {
        return flags == 0 ? nodes : userNodes;
    }

    /** The node that the next page in the order of requests comes from, of a policy that deals pages out; -1 of another. */
    public int nextNode(MemoryPolicy.Nodes machine) {
        return decision instanceof NodeSetPolicy.Dealt dealt ? dealt.next(machine) : -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mempolicy that
                && name.equals(that.name)
                && flags == that.flags
                && nodes == that.nodes
                && toldNodes() == that.toldNodes();
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, flags, nodes);
    }

    /** As {@code numa_maps} shows it: {@code bind=static:0-1,3} (Linux: {@code mpol_to_str}). */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(mode == null ? name : mode.text);
        String separator = "=";
        if ((flags & (STATIC_NODES | RELATIVE_NODES)) != 0) {
            text.append(separator).append((flags & STATIC_NODES) != 0 ? "static" : "relative");
            separator = "|";
        }
        if ((flags & NUMA_BALANCING) != 0) {
            text.append(separator).append("balancing");
        }
        return nodes == 0
                ? text.toString()
                : text.append(':').append(NodeMask.list(nodes)).toString();
    }
}
