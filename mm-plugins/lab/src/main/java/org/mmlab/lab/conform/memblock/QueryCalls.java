package org.mmlab.lab.conform.memblock;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.memblock.AllocationDirection;
import org.mmlab.physical.memblock.MemRangeCursor;
import org.mmlab.physical.memblock.Memblock;
import org.mmlab.physical.memblock.MemblockQuery;
import org.mmlab.physical.memblock.PfnRangeCursor;
import org.mmlab.physical.memblock.RegionArray;

/** The calls that ask and iterate, under the functions' names, or those of the {@code for_each_} macros for the iterators. */
final class QueryCalls {
    private final Memblock memblock;
    private final MemblockQuery query;

    QueryCalls(Memblock memblock) {
        this.memblock = memblock;
        query = memblock.query();
    }

    Result call(String function, CallArguments a) throws VectorFormatException {
        return switch (function) {
            case "is_memory" -> Result.of(query.isMemory(a.expect(1).address(0)));
            case "is_map_memory" -> Result.of(query.isMapMemory(a.expect(1).address(0)));
            case "is_reserved" -> Result.of(query.isReserved(a.expect(1).address(0)));
            case "is_region_memory" ->
                Result.of(query.isRegionMemory(a.expect(2).address(0), a.number(1)));
            case "is_region_reserved" ->
                Result.of(query.isRegionReserved(a.expect(2).address(0), a.number(1)));
            case "overlaps_memory" ->
                Result.of(memblock.memory().overlaps(a.expect(2).address(0), a.number(1)));
            case "overlaps_reserved" ->
                Result.of(memblock.reserved().overlaps(a.expect(2).address(0), a.number(1)));
            case "overlaps_region" -> Result.of(a.expect(3).list(0, memblock).overlaps(a.address(1), a.number(2)));
            case "search_pfn_nid" -> searchPfn(a.expect(1).pfn(0));
            case "free_ranges" -> threeWide(query.freeRanges(a.expect(2).integer(0), a.integer(1)));
            case "free_ranges_reverse" ->
                threeWide(query.freeRangesReverse(a.expect(2).integer(0), a.integer(1)));
            case "mem_pfn_range" -> pfnRanges(query.memPfnRanges(a.expect(1).integer(0)));
            case "validate_numa_coverage" ->
                Result.of(query.validateNumaCoverage(a.expect(1).number(0)));
            default -> callWithoutArguments(function, a);
        };
    }

    private Result callWithoutArguments(String function, CallArguments a) throws VectorFormatException {
        Result result = switch (function) {
            case "phys_mem_size" -> Result.of(query.physMemSize());
            case "reserved_size" -> Result.of(query.reservedSize());
            case "estimated_nr_free_pages" -> Result.of(query.estimatedNrFreePages());
            case "start_of_DRAM" -> Result.of(Addresses.rawPhys(query.startOfDram()));
            case "end_of_DRAM" -> Result.of(Addresses.rawPhys(query.endOfDram()));
            case "has_mirror" -> Result.of(memblock.hasMirror());
            case "bottom_up" -> Result.of(memblock.direction() == AllocationDirection.BOTTOM_UP);
            case "get_current_limit" -> Result.of(Addresses.rawPhys(memblock.currentLimit()));
            case "mem_range" -> twoWide(query.memRanges());
            case "mem_range_rev", "mem_range_reverse" -> twoWide(query.memRangesReverse());
            case "reserved_range", "reserved_mem_range" -> twoWide(query.reservedRanges());
            case "physmem_range" -> twoWide(query.physmemRanges(null));
            default -> throw a.unknownCall();
        };
        a.expect(0);
        return result;
    }

    private Result searchPfn(@Pfn long pfn) {
        RegionArray memory = memblock.memory();
        int index = query.memoryIndexOf(pfn);
        if (index == RegionArray.NO_REGION) {
            return new Result.Row(Memblock.NUMA_NO_NODE, 0, 0);
        }
        return new Result.Row(
                memory.nid(index),
                Addresses.rawPfn(Addresses.pfnOf(memory.base(index))),
                Addresses.rawPfn(Addresses.pfnOf(memory.end(index))));
    }

    private static Result twoWide(MemRangeCursor ranges) {
        List<Result.Row> rows = new ArrayList<>();
        while (ranges.next()) {
            rows.add(new Result.Row(Addresses.rawPhys(ranges.start()), Addresses.rawPhys(ranges.end())));
        }
        return new Result.Rows(rows);
    }

    private static Result threeWide(MemRangeCursor ranges) {
        List<Result.Row> rows = new ArrayList<>();
        while (ranges.next()) {
            rows.add(new Result.Row(Addresses.rawPhys(ranges.start()), Addresses.rawPhys(ranges.end()), ranges.nid()));
        }
        return new Result.Rows(rows);
    }

    private static Result pfnRanges(PfnRangeCursor ranges) {
        List<Result.Row> rows = new ArrayList<>();
        while (ranges.next()) {
            rows.add(new Result.Row(
                    Addresses.rawPfn(ranges.startPfn()), Addresses.rawPfn(ranges.endPfn()), ranges.nid()));
        }
        return new Result.Rows(rows);
    }
}
