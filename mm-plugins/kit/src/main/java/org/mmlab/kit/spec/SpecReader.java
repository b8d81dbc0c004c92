package org.mmlab.kit.spec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.plugin.PolicyException;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.plugin.Suggestions;
import org.mmlab.physical.hotplug.HotplugRules;
import org.mmlab.physical.page.DeferredInit;
import org.mmlab.virtual.mm.VmSettings;

/** Reads keys and values into a {@link MachineSpec} and reports every error at once. One reading an instance call; no state. */
public final class SpecReader {
    private final PolicyRegistry registry;

    /** A reader that knows the plug-ins of {@code registry}. */
    public SpecReader(PolicyRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads a spec; absent keys have their defaults.
     *
     * @param given texts by key
     * @param place where they come from, for error messages
     * @throws SpecException with every error
     */
    public MachineSpec read(Map<String, String> given, String place) {
        Reading reading = new Reading(place);
        for (Map.Entry<String, String> entry : given.entrySet()) {
            reading.put(entry.getKey(), entry.getValue());
        }
        MachineSpec spec = new MachineSpec(
                reading.kernel(),
                reading.integer(SpecKey.SEED, Long.MIN_VALUE, Long.MAX_VALUE),
                reading.hardware(),
                reading.physical(),
                reading.virtual(),
                reading.reclaim());
        if (reading.errors.isEmpty()) {
            Viability.problems(spec).forEach(problem -> reading.errors.add(place + ": " + problem));
        }
        if (!reading.errors.isEmpty()) {
            throw new SpecException(reading.errors);
        }
        return spec;
    }

    /** One reading: the texts, and the errors so far. */
    private final class Reading {
        private final String place;
        private final Map<SpecKey, String> texts = new EnumMap<>(SpecKey.class);
        private final List<String> errors = new ArrayList<>();

        Reading(String place) {
            this.place = place;
            for (SpecKey key : SpecKey.values()) {
                texts.put(key, key.defaultText());
            }
        }

        void put(String name, String value) {
            for (SpecKey key : SpecKey.values()) {
                if (key.key().equals(name)) {
                    texts.put(key, value.trim());
                    return;
                }
            }
            errors.add(place + ": " + Suggestions.unknown("key", name, SpecKey.names()));
        }

        String text(SpecKey key) {
            return texts.getOrDefault(key, key.defaultText());
        }

        void error(SpecKey key, String what) {
            errors.add(place + ": " + key.key() + ": '" + text(key) + "' " + what);
        }

        KernelVersion kernel() {
            for (KernelVersion version : KernelVersion.values()) {
                if (version.text().equals(text(SpecKey.KERNEL))) {
                    return version;
                }
            }
            error(
                    SpecKey.KERNEL,
                    "is no kernel whose rules are known; known: "
                            + Arrays.stream(KernelVersion.values())
                                    .map(KernelVersion::text)
                                    .collect(Collectors.joining(", ")));
            return KernelVersion.V6_12;
        }

        long integer(SpecKey key, long min, long max) {
            try {
                long value = Long.parseLong(text(key));
                if (value >= min && value <= max) {
                    return value;
                }
                error(key, "is not in " + min + ".." + max);
            } catch (NumberFormatException e) {
                error(key, "is not a whole number");
            }
            return Math.max(min, 0);
        }

        long bytes(SpecKey key, String text) {
            long bytes = Sizes.parse(text).orElse(-1);
            if (bytes < 0) {
                error(key, "is not a size; write bytes or 64M, 1.5G, …");
                return 0;
            }
            if (bytes % 4096 != 0) {
                error(key, "is not a whole number of 4096-byte pages");
            }
            return bytes;
        }

        <E extends Enum<E>> E word(SpecKey key, Class<E> type) {
            E[] constants = type.getEnumConstants();
            if (constants == null) {
                throw new IllegalArgumentException(type + " is no enum");
            }
            for (E constant : constants) {
                if (constant.name().replace('_', '-').equalsIgnoreCase(text(key))) {
                    return constant;
                }
            }
            error(
                    key,
                    "is not one of "
                            + Arrays.stream(constants)
                                    .map(constant -> constant.name()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace('_', '-'))
                                    .collect(Collectors.joining(", ")));
            return constants[0];
        }

        PolicyReference policy(SpecKey key) {
            try {
                PolicyReference reference =
                        key == SpecKey.MEMPOLICY ? NodeLists.policy(text(key)) : PolicyReference.parse(text(key));
                Class<? extends org.mmlab.api.plugin.Policy> spi = PolicyCatalog.spi(key);
                registry.find(spi, reference.name()).check(reference.parameters());
                return reference;
            } catch (PolicyException e) {
                e.errors().forEach(error -> errors.add(place + ": " + key.key() + ": " + error));
                return new PolicyReference(key.defaultText(), Map.of());
            }
        }

        HardwareSpec hardware() {
            int nodes = (int) integer(SpecKey.NODES, 1, 64);
            List<Long> nodeBytes = nodeBytes(nodes);
            int cpus = (int) integer(SpecKey.CPUS, 1, 256);
            return new HardwareSpec(
                    nodeBytes,
                    cpus,
                    cpuNodes(cpus, nodes),
                    distances(nodes),
                    none(SpecKey.MEMMAP),
                    policy(SpecKey.PAGE_TABLE),
                    word(SpecKey.CONTENTS, HardwareSpec.Contents.class),
                    word(SpecKey.CACHES, Switch.class));
        }

        private List<Integer> cpuNodes(int cpus, int nodes) {
            List<Integer> result = new ArrayList<>();
            if (text(SpecKey.CPU_NODES).equals("even")) {
                for (int cpu = 0; cpu < cpus; cpu++) {
                    result.add(cpu % nodes);
                }
                return result;
            }
            for (String item : text(SpecKey.CPU_NODES).split(",", -1)) {
                if (item.trim().matches("\\d{1,2}") && Integer.parseInt(item.trim()) < nodes) {
                    result.add(Integer.parseInt(item.trim()));
                } else {
                    error(SpecKey.CPU_NODES, "'" + item + "' is no node; nodes are 0 to " + (nodes - 1));
                }
            }
            if (result.size() != cpus) {
                error(SpecKey.CPU_NODES, "places " + result.size() + " CPUs, but cpus is " + cpus);
            }
            return result;
        }

        private List<Long> nodeBytes(int nodes) {
            long ram = bytes(SpecKey.RAM, text(SpecKey.RAM));
            List<Long> result = new ArrayList<>();
            if (text(SpecKey.NODE_RAM).equals("even")) {
                long pages = ram >>> 12;
                for (int node = 0; node < nodes; node++) {
                    result.add((pages / nodes + (node < pages % nodes ? 1 : 0)) << 12);
                }
                return result;
            }
            for (String item : text(SpecKey.NODE_RAM).split(",", -1)) {
                result.add(bytes(SpecKey.NODE_RAM, item));
            }
            if (result.size() != nodes) {
                error(SpecKey.NODE_RAM, "names " + result.size() + " nodes, but nodes is " + nodes);
            }
            return result;
        }

        private List<List<Integer>> distances(int nodes) {
            List<List<Integer>> rows = new ArrayList<>();
            boolean standard = text(SpecKey.DISTANCES).equals("default");
            String[] texts =
                    standard ? new String[nodes] : text(SpecKey.DISTANCES).split("/", -1);
            if (texts.length != nodes) {
                error(
                        SpecKey.DISTANCES,
                        "has " + texts.length + " rows, but nodes is " + nodes + ": a node lacks its row");
                return rows;
            }
            for (int row = 0; row < nodes; row++) {
                rows.add(standard ? standardRow(row, nodes) : row(row, nodes, texts[row]));
            }
            return rows;
        }

        private List<Integer> standardRow(int row, int nodes) {
            List<Integer> values = new ArrayList<>();
            for (int column = 0; column < nodes; column++) {
                values.add(row == column ? 10 : 20);
            }
            return values;
        }

        private List<Integer> row(int row, int nodes, String text) {
            List<Integer> values = new ArrayList<>();
            for (String item : text.split(",", -1)) {
                try {
                    values.add(Integer.parseInt(item.trim()));
                } catch (NumberFormatException e) {
                    error(SpecKey.DISTANCES, "row " + row + ": '" + item + "' is not a whole number");
                    values.add(255);
                }
            }
            if (values.size() != nodes) {
                error(SpecKey.DISTANCES, "row " + row + " has " + values.size() + " entries, but nodes is " + nodes);
                return values;
            }
            for (int column = 0; column < nodes; column++) {
                int distance = values.get(column);
                if (row == column ? distance != 10 : distance <= 10 || distance > 255) {
                    error(
                            SpecKey.DISTANCES,
                            "row " + row + ", column " + column + ": " + distance
                                    + (row == column ? " must be 10 (a node to itself)" : " must be in 11..255"));
                }
            }
            return values;
        }

        PhysicalSpec physical() {
            return new PhysicalSpec(
                    policy(SpecKey.MODEL),
                    policy(SpecKey.BOOT_ALLOCATOR),
                    word(SpecKey.DEFERRED_INIT, DeferredInit.class),
                    policy(SpecKey.ALLOCATOR),
                    word(SpecKey.PCP, Switch.class),
                    word(SpecKey.PERCPU, Switch.class),
                    policy(SpecKey.ZONELIST),
                    policy(SpecKey.MEMPOLICY),
                    share(SpecKey.KERNELCORE),
                    share(SpecKey.MOVABLECORE),
                    text(SpecKey.HIGHMEM).equals("auto")
                            ? PhysicalSpec.AUTO
                            : bytes(SpecKey.HIGHMEM, text(SpecKey.HIGHMEM)),
                    numaFake(),
                    text(SpecKey.MIN_FREE_KBYTES).equals("auto")
                            ? PhysicalSpec.AUTO
                            : integer(SpecKey.MIN_FREE_KBYTES, 0, Long.MAX_VALUE >> 10),
                    (int) integer(SpecKey.WATERMARK_SCALE_FACTOR, 1, 3000),
                    (int) integer(SpecKey.COMPACTION_PROACTIVENESS, 0, 100),
                    word(SpecKey.CHECKED, Switch.class),
                    new HotplugSpec(
                            bytes(SpecKey.HOTPLUG, text(SpecKey.HOTPLUG)),
                            word(SpecKey.ONLINE_POLICY, HotplugRules.Policy.class),
                            word(SpecKey.MEMMAP_ON_MEMORY, HotplugRules.SelfHosted.class)));
        }

        private String none(SpecKey key) {
            return text(key).equals("none") ? "" : text(key);
        }

        private String numaFake() {
            String text = none(SpecKey.NUMA_FAKE);
            if (!text.isEmpty() && !text.matches("[1-9]\\d{0,3}[UMG]?")) {
                error(
                        SpecKey.NUMA_FAKE,
                        "is none of 4 (nodes), 512M or 1G (their size), 2U (parts of each node), 'none'");
            }
            return text;
        }

        private String share(SpecKey key) {
            String text = none(key);
            if (!text.isEmpty()
                    && !text.matches("\\d{1,2}%|100%")
                    && Sizes.parse(text).isEmpty()) {
                error(key, "is neither a size, nor a percentage 0%..100%, nor 'none'");
            }
            return text;
        }

        VirtualSpec virtual() {
            return new VirtualSpec(
                    policy(SpecKey.VMA_INDEX),
                    policy(SpecKey.UNMAPPED_AREA),
                    word(SpecKey.OVERCOMMIT, VmSettings.Overcommit.class),
                    policy(SpecKey.THP),
                    policy(SpecKey.FAULT_AROUND),
                    policy(SpecKey.FAULT_HANDLER));
        }

        ReclaimSpec reclaim() {
            return new ReclaimSpec(
                    policy(SpecKey.RECLAIM),
                    word(SpecKey.SIGHT, ReclaimSpec.SightMode.class),
                    policy(SpecKey.READAHEAD),
                    bytes(SpecKey.SWAP, text(SpecKey.SWAP)),
                    policy(SpecKey.SWAP_BACKEND),
                    (int) integer(SpecKey.SWAPPINESS, 0, 200),
                    policy(SpecKey.WRITEBACK),
                    policy(SpecKey.OOM));
        }
    }
}
