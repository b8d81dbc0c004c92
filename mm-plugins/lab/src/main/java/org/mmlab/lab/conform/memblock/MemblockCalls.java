package org.mmlab.lab.conform.memblock;

import org.mmlab.api.address.Addresses;
import org.mmlab.lab.conform.VectorFormatException;
import org.mmlab.physical.memblock.AllocationDirection;
import org.mmlab.physical.memblock.Memblock;

/**
 * Makes recorded calls by name: the functions of {@code include/linux/memblock.h}, with or without {@code memblock_}. This class has
 * the calls that change the lists; allocations and questions are in {@link AllocationCalls} and {@link QueryCalls}.
 */
final class MemblockCalls {
    private static final String PREFIX = "memblock_";

    private final Memblock memblock;
    private final AllocationCalls allocations;
    private final QueryCalls queries;

    MemblockCalls(Memblock memblock) {
        this.memblock = memblock;
        allocations = new AllocationCalls(memblock.allocator());
        queries = new QueryCalls(memblock);
    }

    Result call(String name, CallArguments arguments) throws VectorFormatException {
        String function = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return switch (function) {
            case "add", "add_node", "remove", "reserve", "phys_free", "free", "physmem_add", "set_node" ->
                edit(function, arguments);
            case "mark_hotplug", "clear_hotplug", "mark_mirror", "mark_nomap", "clear_nomap", "reserved_mark_noinit" ->
                mark(function, arguments.expect(2));
            case "trim", "trim_memory", "enforce_memory_limit", "mem_limit_remove_map", "cap_memory_range" ->
                limit(function, arguments);
            case "allow_resize",
                    "set_bottom_up",
                    "set_current_limit",
                    "mirrored_kernelcore",
                    "movable_node",
                    "arena",
                    "dump_all" -> configure(function, arguments);
            default ->
                AllocationCalls.knows(function)
                        ? allocations.call(function, arguments)
                        : queries.call(function, arguments);
        };
    }

    private Result edit(String function, CallArguments a) throws VectorFormatException {
        switch (function) {
            case "add":
                return Result.of(memblock.add(a.expect(2).address(0), a.number(1)));
            case "add_node":
                return Result.of(memblock.addNode(a.expect(4).address(0), a.number(1), a.integer(2), a.integer(3)));
            case "remove":
                return Result.of(memblock.remove(a.expect(2).address(0), a.number(1)));
            case "reserve":
                return Result.of(memblock.reserve(a.expect(2).address(0), a.number(1)));
            case "phys_free":
                return Result.of(memblock.physFree(a.expect(2).address(0), a.number(1)));
            case "physmem_add":
                return Result.of(memblock.physmemAdd(a.expect(2).address(0), a.number(1)));
            case "free":
                memblock.free(a.expect(2).address(0), a.number(1));
                return Result.NOTHING;
            default:
                return setNode(a);
        }
    }

    /** {@code base, size, nid} of memory, or {@code base, size, list, nid}. */
    private Result setNode(CallArguments a) throws VectorFormatException {
        return a.count() == 4
                ? Result.of(memblock.setNode(a.address(0), a.number(1), a.list(2, memblock), a.integer(3)))
                : Result.of(memblock.setNode(a.expect(3).address(0), a.number(1), memblock.memory(), a.integer(2)));
    }

    private Result mark(String function, CallArguments a) throws VectorFormatException {
        return Result.of(
                switch (function) {
                    case "mark_hotplug" -> memblock.markHotplug(a.address(0), a.number(1));
                    case "clear_hotplug" -> memblock.clearHotplug(a.address(0), a.number(1));
                    case "mark_mirror" -> memblock.markMirror(a.address(0), a.number(1));
                    case "mark_nomap" -> memblock.markNomap(a.address(0), a.number(1));
                    case "clear_nomap" -> memblock.clearNomap(a.address(0), a.number(1));
                    default -> memblock.reservedMarkNoinit(a.address(0), a.number(1));
                });
    }

    private Result limit(String function, CallArguments a) throws VectorFormatException {
        switch (function) {
            case "enforce_memory_limit" ->
                memblock.limits().enforceMemoryLimit(a.expect(1).number(0));
            case "mem_limit_remove_map" ->
                memblock.limits().memLimitRemoveMap(a.expect(1).number(0));
            case "cap_memory_range" ->
                memblock.limits().capMemoryRange(a.expect(2).address(0), a.number(1));
            default -> memblock.limits().trimMemory(a.expect(1).number(0));
        }
        return Result.NOTHING;
    }

    private Result configure(String function, CallArguments a) throws VectorFormatException {
        switch (function) {
            case "arena":
                return mapped(a.expect(2));
            case "set_bottom_up":
                memblock.setDirection(
                        a.expect(1).flag(0) ? AllocationDirection.BOTTOM_UP : AllocationDirection.TOP_DOWN);
                break;
            case "set_current_limit":
                memblock.setCurrentLimit(a.expect(1).address(0));
                break;
            case "mirrored_kernelcore":
                memblock.setMirroredKernelcore(a.expect(1).flag(0));
                break;
            case "movable_node":
                memblock.setMovableNode(a.expect(1).flag(0));
                break;
            case "allow_resize":
                a.expect(0);
                memblock.allowResize();
                break;
            default:
                a.expect(0);
        }
        return Result.NOTHING;
    }

    /** The recorder mapped real memory there, which every address has here. */
    private static Result mapped(CallArguments a) throws VectorFormatException {
        return Result.of(Addresses.rawPhys(a.address(0)) + a.number(1) != 0);
    }
}
