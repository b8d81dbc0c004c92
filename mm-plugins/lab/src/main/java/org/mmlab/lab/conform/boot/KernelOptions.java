package org.mmlab.lab.conform.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmlab.physical.firmware.MemorySize;
import org.mmlab.physical.hotplug.HotplugRules;
import org.mmlab.physical.movable.MovableRequest;
import org.mmlab.physical.node.LowMemory;

/** The options of a kernel command line that size memory. */
final class KernelOptions {
    private static final int FRAME_SHIFT = 12;
    private static final Pattern SETTING = Pattern.compile("sysctl[./]vm[./](\\w+)=(.+)");

    private final String commandLine;

    KernelOptions(String commandLine) {
        this.commandLine = commandLine;
    }

    /** The value of the last {@code name=}, or the empty string. */
    private String value(String name) {
        String found = "";
        for (String word : commandLine.trim().split("\\s+")) {
            if (word.startsWith(name + "=")) {
                found = word.substring(name.length() + 1);
            }
        }
        return found;
    }

    private boolean has(String word) {
        return (" " + commandLine + " ").contains(" " + word + " ");
    }

    /** {@code kernelcore=} and {@code movablecore=}; {@code mirror} asks for nothing on a machine without mirrored memory. */
    MovableRequest movable() {
        String kernel = value("kernelcore");
        String movable = value("movablecore");
        if (kernel.equals("mirror")) {
            return MovableRequest.NONE;
        }
        return new MovableRequest(frames(kernel), percent(kernel), frames(movable), percent(movable));
    }

    private static int percent(String text) {
        MemorySize number = MemorySize.parseNumber(text);
        return text.startsWith("%", number.length()) ? (int) number.value() : 0;
    }

    private static long frames(String text) {
        return percent(text) == 0 ? bytes(text) >>> FRAME_SHIFT : 0;
    }

    /** A size as Linux's {@code memparse} reads it; 0 for none. */
    private static long bytes(String text) {
        return MemorySize.parse(text).value();
    }

    /** {@code vmalloc=} in bytes; 0 = not given. */
    long vmallocBytes() {
        return bytes(value("vmalloc"));
    }

    /** {@code highmem=} in frames, or {@link LowMemory#NOT_GIVEN}. */
    long highmemFrames() {
        String size = value("highmem");
        return size.isEmpty() ? LowMemory.NOT_GIVEN : bytes(size) >>> FRAME_SHIFT;
    }

    /** {@code mem=} in bytes: where memory ends for the firmware's map and for devices found at boot; -1, the highest of all, if not given. */
    long memBytes() {
        long size = bytes(value("mem"));
        return size == 0 ? -1 : size;
    }

    boolean movableNode() {
        return has("movable_node");
    }

    boolean hugePagesNever() {
        return value("transparent_hugepage").equals("never");
    }

    /** What follows {@code numa=fake=}; empty where no nodes are made up. */
    String fakeNodes() {
        String numa = value("numa");
        return numa.startsWith("fake=") ? numa.substring("fake=".length()) : "";
    }

    /** The settings of memory hot-plug; {@code memory_hotplug.NAME=}. */
    HotplugRules hotplugRules() {
        String ratio = value("memory_hotplug.auto_movable_ratio");
        return new HotplugRules(
                value("memory_hotplug.online_policy").equals("auto-movable")
                        ? HotplugRules.Policy.AUTO_MOVABLE
                        : HotplugRules.Policy.CONTIG_ZONES,
                ratio.isEmpty() ? HotplugRules.DEFAULT_RATIO : Integer.decode(ratio),
                isNo(value("memory_hotplug.auto_movable_numa_aware"))
                        ? HotplugRules.Scope.MACHINE
                        : HotplugRules.Scope.NODE_TOO,
                movableNode() ? HotplugRules.Overlap.MOVABLE : HotplugRules.Overlap.KERNEL,
                selfHosted(value("memory_hotplug.memmap_on_memory")));
    }

    private static HotplugRules.SelfHosted selfHosted(String mode) {
        if (mode.equalsIgnoreCase("force")) {
            return HotplugRules.SelfHosted.FORCE;
        }
        return isYes(mode) ? HotplugRules.SelfHosted.ON : HotplugRules.SelfHosted.OFF;
    }

    /** What Linux's {@code kstrtobool} takes for true. */
    private static boolean isYes(String text) {
        return text.matches("(?i)[y1t].*|on");
    }

    private static boolean isNo(String text) {
        return text.matches("(?i)[n0f].*|off");
    }

    /** The settings of {@code /proc/sys/vm} that {@code sysctl.vm.NAME=VALUE} asks for, in their order: name, value. */
    List<Map.Entry<String, String>> settings() {
        List<Map.Entry<String, String>> settings = new ArrayList<>();
        for (String word : commandLine.trim().split("\\s+")) {
            Matcher setting = SETTING.matcher(word);
            if (setting.matches()) {
                settings.add(Map.entry(String.valueOf(setting.group(1)), String.valueOf(setting.group(2))));
            }
        }
        return settings;
    }

    boolean ignoresNodes() {
        return value("numa").equals("off");
    }

    /** The whole line. */
    String text() {
        return commandLine;
    }
}
