package org.mmlab.physical.hotplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmlab.physical.hotplug.PluggedMachine.BLOCK;
import static org.mmlab.physical.hotplug.PluggedMachine.ROOM;
import static org.mmlab.physical.hotplug.PluggedMachine.block;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.mmlab.api.address.Addresses;
import org.mmlab.physical.node.Node;
import org.mmlab.physical.zone.Zone;

/** Random sequences of add, online, offline and remove against a model that knows only which block is in which zone. */
class HotplugProperties {
    private static final int SLOTS = 8;

    /** One step; {@code what}: 0 add, 1 online, 2 offline, 3 remove. */
    record Step(int what, int slot, int node, OnlineType type) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        evenly(0, 3), evenly(0, SLOTS - 1), evenly(0, 2), Arbitraries.of(OnlineType.values()))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    private static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyStepIsDoneAsAWholeOrNotAtAll(@ForAll("steps") List<Step> steps) {
        PluggedMachine machine = new PluggedMachine(HotplugRules.DEFAULTS);
        long free = machine.memory.freeFrames() + machine.memory.pcpFrames();
        long total = machine.memory.reserves().totalFrames();
        TreeMap<Integer, Zone> zones = new TreeMap<>(); // of the slots whose block is online
        TreeMap<Integer, Integer> nodes = new TreeMap<>(); // of the slots that hold a block
        for (Step step : steps) {
            run(machine, step, zones, nodes);
            check(machine, total, zones, nodes);
        }
        emptyAll(machine, nodes);
        assertThat(machine.memory.freeFrames() + machine.memory.pcpFrames()).isEqualTo(free);
        assertThat(machine.memory.reserves().totalFrames()).isEqualTo(total);
        assertThat(machine.hotplug.blocks().all()).hasSize(1);
    }

    private static void run(
            PluggedMachine machine, Step step, TreeMap<Integer, Zone> zones, TreeMap<Integer, Integer> nodes) {
        int slot = step.slot();
        boolean there = nodes.containsKey(slot);
        boolean online = zones.containsKey(slot);
        switch (step.what()) {
            case 0 -> {
                assertThat(machine.add(step.node(), slot, 1).done()).isEqualTo(!there);
                nodes.putIfAbsent(slot, step.node());
            }
            case 1 -> {
                assertThat(machine.hotplug.online(block(slot), step.type()).done())
                        .isEqualTo(there);
                if (there && !online) {
                    Zone zone = machine.get(slot).zone();
                    assertThat(zone).isNotNull();
                    zones.put(slot, zone);
                }
            }
            case 2 -> {
                HotplugOutcome outcome = machine.hotplug.offline(block(slot));
                if (outcome.done()) {
                    zones.remove(slot);
                } else if (there) {
                    // metadata of other blocks is all that is allocated
                    assertThat(outcome.reason()).contains("is allocated by the kernel");
                    assertThat(zones.get(slot).type().kernelName()).isNotEqualTo("Movable");
                }
            }
            default -> {
                boolean done =
                        machine.hotplug.remove(ROOM + slot * BLOCK, BLOCK).done();
                assertThat(done).isEqualTo(there && !online);
                if (done) {
                    nodes.remove(slot);
                }
            }
        }
    }

    private static void check(
            PluggedMachine machine, long boot, TreeMap<Integer, Zone> zones, TreeMap<Integer, Integer> nodes) {
        assertThat(machine.memory.reserves().totalFrames()).isEqualTo(boot + zones.size() * BLOCK);
        for (Node node : machine.memory.nodes().nodes()) {
            assertThat(node.online()).isEqualTo(node.id() == 0 || nodes.containsValue(node.id()));
            for (Zone zone : node.zones().subList(2, 4)) {
                List<Integer> own = new ArrayList<>();
                zones.forEach((slot, of) -> {
                    if (of == zone) {
                        own.add(slot);
                    }
                });
                assertThat(zone.present()).isEqualTo(own.size() * BLOCK);
                assertThat(zone.isolatedPageblocks()).isZero();
                long span = own.isEmpty() ? 0 : own.get(own.size() - 1) - own.get(0) + 1;
                assertThat(zone.spanned()).isEqualTo(span * BLOCK);
                for (Node asking : machine.memory.nodes().nodes()) {
                    assertThat(asking.fallback().zones().contains(zone))
                            .as("%s in the list of node %d", zone, asking.id())
                            .isEqualTo(!own.isEmpty());
                }
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            assertThat(machine.memory.map().valid(Addresses.pfn(ROOM + slot * BLOCK)))
                    .isEqualTo(nodes.containsKey(slot));
        }
    }

    private static void emptyAll(PluggedMachine machine, TreeMap<Integer, Integer> nodes) {
        for (int round = 0; round < SLOTS; round++) {
            for (int slot : nodes.keySet()) {
                if (machine.hotplug.offline(block(slot)).done()) {
                    machine.hotplug.remove(ROOM + slot * BLOCK, BLOCK);
                }
            }
        }
    }
}
