package org.mmlab.lab.script;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.kit.spec.NodeLists;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.mempolicy.Mempolicy;
import org.mmlab.virtual.syscall.Advice;
import org.mmlab.virtual.syscall.MapFlags;
import org.mmlab.virtual.syscall.MbindFlags;
import org.mmlab.virtual.syscall.Prot;

/** The words of scripts for flags, as the numbers that system calls take. */
final class Words {
    /** A number that no advice has. */
    private static final int BOGUS_ADVICE = 77;

    private static final Map<String, Long> MAP = new TreeMap<>(Map.ofEntries(
            Map.entry("SHARED", MapFlags.SHARED),
            Map.entry("PRIVATE", MapFlags.PRIVATE),
            Map.entry("SHARED_VALIDATE", MapFlags.SHARED_VALIDATE),
            Map.entry("DROPPABLE", MapFlags.DROPPABLE),
            Map.entry("FIXED", MapFlags.FIXED),
            Map.entry("ANON", MapFlags.ANONYMOUS),
            Map.entry("ANONYMOUS", MapFlags.ANONYMOUS),
            Map.entry("32BIT", MapFlags.BELOW_2G),
            Map.entry("ABOVE4G", MapFlags.ABOVE_4G),
            Map.entry("GROWSDOWN", MapFlags.GROWSDOWN),
            Map.entry("DENYWRITE", MapFlags.DENYWRITE),
            Map.entry("EXECUTABLE", MapFlags.EXECUTABLE),
            Map.entry("LOCKED", MapFlags.LOCKED),
            Map.entry("NORESERVE", MapFlags.NORESERVE),
            Map.entry("POPULATE", MapFlags.POPULATE),
            Map.entry("NONBLOCK", MapFlags.NONBLOCK),
            Map.entry("STACK", MapFlags.STACK),
            Map.entry("HUGETLB", MapFlags.HUGETLB),
            Map.entry("SYNC", MapFlags.SYNC),
            Map.entry("FIXED_NOREPLACE", MapFlags.FIXED_NOREPLACE)));
    private static final Map<String, Long> REMAP = new TreeMap<>(Map.of("MAYMOVE", 1L, "FIXED", 2L, "DONTUNMAP", 4L));
    private static final Map<String, Long> LOCK = new TreeMap<>(Map.of("ONFAULT", 1L));
    private static final Map<String, Long> LOCK_ALL = new TreeMap<>(Map.of("CURRENT", 1L, "FUTURE", 2L, "ONFAULT", 4L));
    private static final Map<String, Long> SYNC = new TreeMap<>(Map.of("ASYNC", 1L, "INVALIDATE", 2L, "SYNC", 4L));
    private static final Map<String, Long> FALLOCATE = new TreeMap<>(Map.of("KEEP_SIZE", 1L, "PUNCH_HOLE", 2L));

    private static final Map<String, Long> MODE = new TreeMap<>(Map.of(
            "STATIC", (long) Mempolicy.STATIC_NODES,
            "RELATIVE", (long) Mempolicy.RELATIVE_NODES,
            "BALANCING", (long) Mempolicy.NUMA_BALANCING));
    private static final Map<String, Long> BIND = new TreeMap<>(Map.of(
            "STRICT", (long) MbindFlags.STRICT,
            "MOVE", (long) MbindFlags.MOVE,
            "MOVE_ALL", (long) MbindFlags.MOVE_ALL));
    private static final Map<String, Long> GET_POLICY =
            new TreeMap<>(Map.of("NODE", 1L, "ADDR", 2L, "MEMS_ALLOWED", 4L));

    private Words() {}

    /** The mode of a memory policy with its flags. */
    static int mempolicyMode(JsonFields step) throws VectorFormatException {
        String name = step.text("mode");
        for (Mempolicy.Mode mode : Mempolicy.Mode.values()) {
            if (mode.name().equals(name)) {
                return mode.number() | (int) flags(step, "mode_flags", MODE);
            }
        }
        throw step.error("mode '" + name + "' is unknown; known: " + Arrays.toString(Mempolicy.Mode.values()));
    }

    /** Nodes as a bit mask; no text is no node. */
    static long nodes(JsonFields step) throws VectorFormatException {
        String list = step.text("nodes");
        try {
            return list.isEmpty() ? 0 : NodeLists.mask(list);
        } catch (PolicyException e) {
            throw step.error("nodes: " + e.getMessage());
        }
    }

    static int bindFlags(JsonFields step) throws VectorFormatException {
        return (int) flags(step, "flags", BIND);
    }

    static int getPolicyFlags(JsonFields step) throws VectorFormatException {
        return (int) flags(step, "flags", GET_POLICY);
    }

    static long mapFlags(JsonFields step) throws VectorFormatException {
        return flags(step, "flags", MAP);
    }

    static long remapFlags(JsonFields step) throws VectorFormatException {
        return flags(step, "flags", REMAP);
    }

    static long lockFlags(JsonFields step) throws VectorFormatException {
        return flags(step, "flags", LOCK);
    }

    static long lockAllFlags(JsonFields step) throws VectorFormatException {
        return flags(step, "flags", LOCK_ALL);
    }

    static long syncFlags(JsonFields step) throws VectorFormatException {
        return flags(step, "flags", SYNC);
    }

    static long fallocateMode(JsonFields step) throws VectorFormatException {
        return step.required("mode").isTextual() ? flags(step, "mode", FALLOCATE) : step.number("mode");
    }

    private static long flags(JsonFields step, String field, Map<String, Long> known) throws VectorFormatException {
        String text = step.text(field);
        long flags = 0;
        if (text.isEmpty()) {
            return flags;
        }
        for (String word : text.split("\\|", -1)) {
            Long value = known.get(word);
            if (value == null) {
                throw step.error(field + " '" + word + "' is unknown; known: " + known.keySet());
            }
            flags |= value;
        }
        return flags;
    }

    static long prot(JsonFields step) throws VectorFormatException {
        String text = step.text("prot");
        long prot = 0;
        for (char right : text.toCharArray()) {
            prot |= switch (right) {
                case 'r' -> Prot.READ;
                case 'w' -> Prot.WRITE;
                case 'x' -> Prot.EXEC;
                case 'D' -> Prot.GROWSDOWN;
                case 'U' -> Prot.GROWSUP;
                case '-' -> Prot.NONE;
                default -> throw step.error("prot '" + text + "' has an unknown letter; known: r w x D U -");
            };
        }
        return prot;
    }

    static int advice(JsonFields step) throws VectorFormatException {
        String name = step.text("advice");
        if (name.equals("BOGUS")) {
            return BOGUS_ADVICE;
        }
        for (Advice advice : Advice.values()) {
            if (advice.name().equals(name)) {
                return advice.number();
            }
        }
        throw step.error("advice '" + name + "' is unknown; known: " + Arrays.toString(Advice.values()) + ", BOGUS");
    }
}
