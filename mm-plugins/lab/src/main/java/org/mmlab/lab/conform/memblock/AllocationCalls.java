package org.mmlab.lab.conform.memblock;

import java.util.Set;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.memblock.MemblockAllocator;
import org.mmlab.physical.memblock.MemblockAllocator.NodeFallback;

/** The calls that hand out memory; each gives an address, 0 if it failed. */
final class AllocationCalls {
    private static final Set<String> NAMES = Set.of(
            "alloc_range_nid",
            "phys_alloc",
            "phys_alloc_range",
            "phys_alloc_try_nid",
            "alloc_exact_nid_raw",
            "alloc_try_nid_raw",
            "alloc_try_nid",
            "alloc",
            "alloc_raw",
            "alloc_from",
            "alloc_low",
            "alloc_node");

    private final MemblockAllocator allocator;

    AllocationCalls(MemblockAllocator allocator) {
        this.allocator = allocator;
    }

    static boolean knows(String function) {
        return NAMES.contains(function);
    }

    Result call(String function, CallArguments a) throws VectorFormatException {
        return Result.of(Addresses.rawPhys(allocate(function, a)));
    }

    private @PhysAddr long allocate(String function, CallArguments a) throws VectorFormatException {
        return switch (function) {
            case "alloc_range_nid" ->
                allocator.allocRangeNid(
                        a.expect(6).number(0),
                        a.number(1),
                        a.address(2),
                        a.address(3),
                        a.integer(4),
                        a.flag(5) ? NodeFallback.EXACT_NODE : NodeFallback.ANY_NODE);
            case "phys_alloc" -> allocator.physAlloc(a.expect(2).number(0), a.number(1));
            case "phys_alloc_range" ->
                allocator.physAllocRange(a.expect(4).number(0), a.number(1), a.address(2), a.address(3));
            case "phys_alloc_try_nid" -> allocator.physAllocTryNid(a.expect(3).number(0), a.number(1), a.integer(2));
            case "alloc_exact_nid_raw" ->
                allocator.allocExactNidRaw(
                        a.expect(5).number(0), a.number(1), a.address(2), a.address(3), a.integer(4));
            case "alloc_try_nid_raw" ->
                allocator.allocTryNidRaw(a.expect(5).number(0), a.number(1), a.address(2), a.address(3), a.integer(4));
            case "alloc_try_nid" ->
                allocator.allocTryNid(a.expect(5).number(0), a.number(1), a.address(2), a.address(3), a.integer(4));
            case "alloc" -> allocator.alloc(a.expect(2).number(0), a.number(1));
            case "alloc_raw" -> allocator.allocRaw(a.expect(2).number(0), a.number(1));
            case "alloc_from" -> allocator.allocFrom(a.expect(3).number(0), a.number(1), a.address(2));
            case "alloc_low" -> allocator.allocLow(a.expect(2).number(0), a.number(1));
            case "alloc_node" -> allocator.allocNode(a.expect(3).number(0), a.number(1), a.integer(2));
            default -> throw a.unknownCall();
        };
    }
}
