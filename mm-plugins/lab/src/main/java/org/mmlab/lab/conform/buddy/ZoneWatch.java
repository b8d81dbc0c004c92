package org.mmlab.lab.conform.buddy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MigrateType;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.page.PhysicalMemory;
import org.mmlab.physical.zone.Zone;

/** Watches the populated zones and compares what an operation changed in them with what it changed in the guest. */
final class ZoneWatch {
    private static final int LISTS = FrameAllocator.ORDERS * MigrateType.COUNT;

    private final PhysicalMemory memory;
    private final List<Zone> zones;
    private final List<ZoneState> states = new ArrayList<>();
    private final long[][] counts;

    ZoneWatch(PhysicalMemory memory) {
        this.memory = memory;
        zones = memory.nodes().populatedZones();
        counts = new long[zones.size()][LISTS];
        look();
    }

    /** Takes the present state as the one that the next operation starts from. */
    void look() {
        states.clear();
        for (int z = 0; z < zones.size(); z++) {
            states.add(ZoneState.of(memory, zones.get(z)));
            count(zones.get(z), counts[z]);
        }
    }

    private static void count(Zone zone, long[] into) {
        for (int i = 0; i < LISTS; i++) {
            into[i] = zone.freeBlocks().blocks(i / MigrateType.COUNT, i % MigrateType.COUNT);
        }
    }

    /**
     * Compares the changes since the last look with those of an operation's line, and looks. The line names the zones whose lists changed;
     * of the others, flags may have changed too, and show when their lists do.
     */
    void compare(JsonFields line, ConformCase conformCase) throws VectorFormatException {
        conformCase.check("d", recordedChanges(line), changes());
        List<@Nullable ZoneState> expected = new ArrayList<>(Collections.nCopies(zones.size(), null));
        List<ZoneState> before = new ArrayList<>(states);
        for (JsonFields zone : line.objects("s")) {
            int z = (int) zone.number("z");
            if (z < 0 || z >= zones.size()) {
                throw zone.error("field 'z' is " + z + ", but there are " + zones.size() + " populated zones");
            }
            expected.set(z, ZoneState.read(zone, states.get(z)));
            zone.done();
        }
        look();
        for (int z = 0; z < zones.size(); z++) {
            ZoneState recorded = expected.get(z);
            String place = zones.get(z).toString();
            if (recorded == null) {
                states.get(z).compareLists(place, before.get(z), conformCase);
            } else {
                states.get(z).compare(place, recorded, conformCase);
            }
        }
    }

    private static List<String> recordedChanges(JsonFields line) throws VectorFormatException {
        List<String> changes = new ArrayList<>();
        for (JsonNode change : line.array("d")) {
            changes.add(change.toString());
        }
        return changes;
    }

    /** Counts that changed, as {@code [zone,order,type,count]}. */
    private List<String> changes() {
        List<String> changes = new ArrayList<>();
        long[] now = new long[LISTS];
        for (int z = 0; z < zones.size(); z++) {
            count(zones.get(z), now);
            for (int i = 0; i < LISTS; i++) {
                if (now[i] != counts[z][i]) {
                    changes.add(
                            "[" + z + "," + i / MigrateType.COUNT + "," + i % MigrateType.COUNT + "," + now[i] + "]");
                }
            }
        }
        return changes;
    }
}
