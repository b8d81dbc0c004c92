package org.mmlab.physical.firmware;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.PhysAddr;

/**
 * Lets {@code mem=} and {@code memmap=} of a kernel command line act on a table, from left to right (Linux: {@code parse_memopt}
 * and {@code parse_memmap_one}).
 *
 * <table>
 * <caption>what each form does</caption>
 * <tr><th>option</th><th>effect</th></tr>
 * <tr><td>{@code mem=N}, {@code memmap=N}</td><td>no RAM at or above N</td></tr>
 * <tr><td>{@code memmap=exactmap}</td><td>forgets the firmware's map; ranges are to follow</td></tr>
 * <tr><td>{@code memmap=N@S}</td><td>N bytes at S are RAM</td></tr>
 * <tr><td>{@code memmap=N$S}</td><td>… are reserved</td></tr>
 * <tr><td>{@code memmap=N#S}</td><td>… are ACPI tables</td></tr>
 * <tr><td>{@code memmap=N!S}</td><td>… are persistent memory</td></tr>
 * <tr><td>{@code memmap=N%S-A+B}</td><td>… become type B where they are type A; without A all of them, without B they go</td></tr>
 * </table>
 */
final class MemoryOptions {
    private final E820Table table;
    private final List<String> ignored = new ArrayList<>();
    private boolean given;

    MemoryOptions(E820Table table) {
        this.table = table;
    }

    /** Applies every option of a command line. */
    void apply(String commandLine) throws FirmwareMapException {
        for (String word : commandLine.trim().split("\\s+")) {
            if (word.equals("--")) {
                return; // what follows is for init
            }
            String option = word.replace("\"", "");
            if (option.startsWith("mem=")) {
                limit(option);
            } else if (option.startsWith("memmap=")) {
                for (String part : option.substring("memmap=".length()).split(",", -1)) {
                    memmap(part);
                }
            }
        }
    }

    /** Whether any option meant the map, so that the table must be updated. */
    boolean given() {
        return given;
    }

    /** What the kernel passes over in silence because it does not understand it, one line each. */
    List<String> ignored() {
        return ignored;
    }

    private void limit(String option) {
        String text = option.substring("mem=".length());
        if (text.equals("nopentium")) {
            return;
        }
        given = true;
        long bytes = MemorySize.parse(text).value();
        if (bytes == 0) {
            ignored.add(option + ": not a size, such as mem=512M; the kernel ignores it");
        } else {
            removeRamFrom(bytes);
        }
    }

    private void memmap(String text) throws FirmwareMapException {
        if (text.startsWith("exactmap")) {
            table.clear();
            given = true;
            return;
        }
        MemorySize size = MemorySize.parse(text);
        if (size.length() == 0) {
            complain(text);
            return;
        }
        given = true;
        String rest = text.substring(size.length());
        String operator = rest.isEmpty() ? "" : rest.substring(0, 1);
        MemorySize start = MemorySize.parse(rest.isEmpty() ? "" : rest.substring(1));
        @PhysAddr long at = Addresses.phys(start.value());
        String tail = rest.isEmpty() ? "" : rest.substring(1 + start.length());
        switch (operator) {
            case "@" -> table.add(at, size.value(), E820Type.RAM);
            case "#" -> table.add(at, size.value(), E820Type.ACPI);
            case "$" -> table.add(at, size.value(), E820Type.RESERVED);
            case "!" -> table.add(at, size.value(), E820Type.PRAM);
            case "%" -> tail = convert(at, size.value(), tail);
            default -> {
                removeRamFrom(size.value());
                tail = rest;
            }
        }
        if (!tail.isEmpty()) {
            complain(text);
        }
    }

    /** {@code -from+to}, both of them numbers, either of them left out; returns what it does not understand. */
    private String convert(@PhysAddr long start, long bytes, String types) throws FirmwareMapException {
        String rest = types;
        int from = E820Type.NONE;
        int to = E820Type.NONE;
        if (rest.startsWith("-")) {
            MemorySize number = MemorySize.parseNumber(rest.substring(1));
            from = (int) number.value();
            rest = rest.substring(1 + number.length());
        }
        if (rest.startsWith("+")) {
            MemorySize number = MemorySize.parseNumber(rest.substring(1));
            to = (int) number.value();
            rest = rest.substring(1 + number.length());
        }
        if (!rest.isEmpty()) {
            return rest;
        }
        if (from != E820Type.NONE && from == to) {
            throw new FirmwareMapException("memmap=: type " + from + " cannot become type " + to
                    + "; the kernel stops there. Name two different types, or one");
        }
        if (from != E820Type.NONE && to != E820Type.NONE) {
            table.changeType(start, bytes, from, to);
        } else if (to != E820Type.NONE) {
            table.add(start, bytes, to);
        } else if (from != E820Type.NONE) {
            table.remove(start, bytes, from);
        } else {
            table.removeAny(start, bytes);
        }
        return "";
    }

    private void removeRamFrom(long bytes) {
        table.remove(Addresses.phys(bytes), -1L - bytes, E820Type.RAM);
    }

    private void complain(String text) {
        ignored.add("memmap=" + text
                + ": not understood, such as memmap=64M$1G; the kernel ignores what it cannot read of it");
    }
}
