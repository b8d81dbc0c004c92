package org.mmlab.lab.conform.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Machine;
import org.mmlab.lab.conform.ConformCase;
import org.mmlab.lab.conform.JsonFields;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.lab.script.AreaRecord;
import org.mmlab.lab.script.AreaRecords;
import org.mmlab.lab.script.ScriptProcess;
import org.mmlab.lab.script.ScriptRun;
import org.mmlab.virtual.mm.Vma;
import org.mmlab.virtual.view.MemoryTotals;
import org.mmlab.virtual.view.Smaps;

/** Compares a snapshot: areas with their smaps totals, page states, and which pages of each file are cached. */
final class SnapCheck {
    private static final List<MemoryTotals.Size> WEAK_TOTALS =
            List.of(MemoryTotals.Size.LAZY_FREE, MemoryTotals.Size.REFERENCED);

    private final Machine machine;
    private final ScriptRun run;
    private final ConformCase exact;
    private final ConformCase weak;
    private final AreaRecords areas;
    private final Smaps smaps;

    SnapCheck(Machine machine, ScriptRun run, ConformCase exact, ConformCase weak) {
        this.machine = machine;
        this.run = run;
        this.exact = exact;
        this.weak = weak;
        this.areas = new AreaRecords(run);
        this.smaps = new Smaps(machine.paging().paging(), machine.paging().huge());
    }

    void check(JsonFields snapshot, String place) throws VectorFormatException {
        JsonNode processes = snapshot.required("procs");
        TreeSet<String> recorded = new TreeSet<>();
        processes.fieldNames().forEachRemaining(recorded::add);
        TreeSet<String> living = new TreeSet<>();
        run.processes().keySet().forEach(number -> living.add(Integer.toString(number)));
        exact.check("processes", recorded, living);
        PageStates states = new PageStates(machine);
        for (Map.Entry<Integer, ScriptProcess> process : run.processes().entrySet()) {
            String number = Integer.toString(process.getKey());
            if (recorded.contains(number)) {
                JsonFields fields = JsonFields.of(processes.get(number), place + " procs." + number);
                areas(process.getValue(), fields, "p" + number);
                pages(process.getValue(), fields, states, "p" + number);
                fields.done();
            }
        }
        if (snapshot.has("cache")) {
            cache(snapshot);
        }
        snapshot.done();
    }

    private void areas(ScriptProcess process, JsonFields fields, String who) throws VectorFormatException {
        List<AreaRecord> simulated = areas.of(process);
        JsonNode recorded = fields.array("vmas");
        exact.check(who + " areas", recorded.size(), simulated.size());
        @Nullable Vma vma = process.mm().find(Addresses.virt(0));
        for (int i = 0; i < recorded.size() && i < simulated.size() && vma != null; i++) {
            JsonNode area = recorded.get(i).get(0);
            AreaRecord expected = new AreaRecord(
                    fields.number(area.get(0)),
                    fields.number(area.get(1)),
                    area.get(2).asText(),
                    fields.number(area.get(3)),
                    area.get(4).asText(),
                    area.get(5).asText());
            exact.check(who + " area " + i, expected, simulated.get(i));
            totals(JsonFields.of(recorded.get(i).get(1), who + " totals " + i), smaps.of(vma), who + " area " + i);
            vma = process.mm().next(vma);
        }
    }

    private void totals(JsonFields recorded, MemoryTotals simulated, String who) throws VectorFormatException {
        for (MemoryTotals.Size size : MemoryTotals.Size.values()) {
            if (!size.isOfRollup()) {
                long expected = recorded.has(size.label()) ? recorded.number(size.label()) : 0;
                (WEAK_TOTALS.contains(size) ? weak : exact)
                        .check(who + " " + size.label(), expected, simulated.kib(size));
            }
        }
        recorded.done();
    }

    private void pages(ScriptProcess process, JsonFields fields, PageStates states, String who)
            throws VectorFormatException {
        SortedMap<Long, PageState> expected = RecordedPages.states(fields);
        SortedMap<Long, PageState> simulated = states.of(process, Addresses.vpnOf(run.base()));
        TreeSet<Long> all = new TreeSet<>(expected.keySet());
        all.addAll(simulated.keySet());
        PageState empty = new PageState("", PageState.NO_FRAME, 0);
        for (long page : all) {
            PageState a = expected.getOrDefault(page, empty);
            PageState b = simulated.getOrDefault(page, empty);
            String where = who + " page " + page;
            exact.check(where + " state", a.exact(), b.exact());
            exact.check(where + " frame", a.frame(), b.frame());
            exact.check(where + " mapcount", a.mapcount(), b.mapcount());
            weak.check(where + " state", a.weak(), b.weak());
        }
    }

    private void cache(JsonFields snapshot) throws VectorFormatException {
        JsonNode cached = snapshot.required("cache");
        PageCache cache = machine.virtual().files().cache();
        Map<String, Integer> numbers = new TreeMap<>();
        run.files().names().forEach((number, name) -> numbers.put(name, number));
        Iterator<Map.Entry<String, JsonNode>> files = cached.fields();
        while (files.hasNext()) {
            Map.Entry<String, JsonNode> file = files.next();
            Integer number = numbers.get(file.getKey());
            if (number == null) {
                throw snapshot.error("cache names file '" + file.getKey() + "'; the script has " + numbers.keySet());
            }
            long size = cache.sizeBytes(number);
            exact.check(
                    "size of " + file.getKey(), snapshot.number(file.getValue().get(0)), size);
            long pages = Addresses.pagesFor(size);
            exact.check(
                    "cached pages of " + file.getKey(),
                    RecordedPages.residency(snapshot, file.getValue().get(1), pages),
                    residency(number, pages));
        }
    }

    private String residency(int file, long pages) {
        PageCache cache = machine.virtual().files().cache();
        StringBuilder bits = new StringBuilder();
        for (long page = 0; page < pages; page++) {
            bits.append(cache.isResident(file, page) ? '1' : '0');
        }
        return bits.toString();
    }
}
