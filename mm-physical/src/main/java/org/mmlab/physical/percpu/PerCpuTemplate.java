package org.mmlab.physical.percpu;

import java.util.ArrayList;
import java.util.List;

/** The static per-CPU variables of a kernel image: names with their places, and their first contents. Immutable. */
public final class PerCpuTemplate {
    /** Bytes of static per-CPU variables in Debian's Linux 6.12 for amd64, as its log says: {@code s233472}. */
    public static final int LINUX_6_12_AMD64_BYTES = 233_472;

    private final List<Symbol> symbols;
    private final byte[] image;

    private PerCpuTemplate(List<Symbol> symbols, byte[] image) {
        this.symbols = List.copyOf(symbols);
        this.image = image;
    }

    /**
     * A variable.
     *
     * @param name its name
     * @param offset where it is in a unit, in bytes
     * @param bytes its size
     * @param alignment a power of two
     */
    public record Symbol(String name, int offset, int bytes, int alignment) {}

    /** Some variables of Linux, and as much unnamed room as makes the section as large as Debian's. */
    public static PerCpuTemplate linux() {
        Linker linker = new Linker()
                .add("fixed_percpu_data", 48, 4096)
                .add("cpu_debug_store", 4096, 4096)
                .add("irq_stack_backing_store", 16384, 4096)
                .add("cpu_tss_rw", 20480, 4096)
                .add("gdt_page", 4096, 4096)
                .add("cpu_info", 256, 64)
                .add("runqueues", 3648, 64)
                .add("cpu_tlbstate", 128, 64)
                .add("vm_event_states", 840, 8)
                .add("boot_pageset", 256, 64)
                .add("pcpu_hot", 64, 64)
                .add("kernel_cpustat", 88, 8)
                .add("softirq_vec", 16, 8)
                .add("x86_cpu_to_apicid", 4, 4);
        return linker.fillTo(LINUX_6_12_AMD64_BYTES).link();
    }

    /** The variables, by offset. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** Size of the static area in bytes. */
    public int bytes() {
        return image.length;
    }

    /** The first contents; a copy. */
    public byte[] image() {
        return image.clone();
    }

    /** Lays variables out one after the other, as a linker does. */
    public static final class Linker {
        private final List<Symbol> symbols = new ArrayList<>();
        private final List<byte[]> contents = new ArrayList<>();
        private int end;

        /** Nothing yet. */
        public Linker() {}

        /** Adds a variable that begins as zeros. */
        public Linker add(String name, int bytes, int alignment) {
            return add(name, new byte[bytes], alignment);
        }

        /**
         * Adds a variable with its first contents.
         *
         * @throws IllegalArgumentException where the alignment is no power of two up to a page, or there is nothing to place
         */
        public Linker add(String name, byte[] content, int alignment) {
            if (Integer.bitCount(alignment) != 1 || alignment > ChunkMap.PAGE_BYTES || content.length == 0) {
                throw new IllegalArgumentException("per-CPU variable " + name + " of " + content.length
                        + " bytes, aligned to " + alignment
                        + ": it needs a size from 1 on and an alignment that is a power of two from 1 to 4096");
            }
            int offset = (end + alignment - 1) & -alignment;
            symbols.add(new Symbol(name, offset, content.length, alignment));
            contents.add(content.clone());
            end = offset + content.length;
            return this;
        }

        /** Adds unnamed room up to a size in all. */
        public Linker fillTo(int bytes) {
            end = Math.max(end, bytes);
            return this;
        }

        /** The template. */
        public PerCpuTemplate link() {
            byte[] image = new byte[end];
            for (int i = 0; i < symbols.size(); i++) {
                System.arraycopy(contents.get(i), 0, image, symbols.get(i).offset(), contents.get(i).length);
            }
            return new PerCpuTemplate(symbols, image);
        }
    }
}
