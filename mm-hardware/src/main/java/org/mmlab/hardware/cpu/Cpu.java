package org.mmlab.hardware.cpu;

import org.mmlab.hardware.mmu.Mmu;
import org.mmlab.hardware.tlb.Tlb;

/** One CPU: its number, its node, its MMU. Confined to the machine's thread; CPUs take turns on it. */
public final class Cpu {
    private final int id;
    private final int node;
    private final Mmu mmu;

    /**
     * A CPU.
     *
     * @param id its number, from 0
     * @param node the NUMA node it sits on
     */
    public Cpu(int id, int node, Mmu mmu) {
        this.id = id;
        this.node = node;
        this.mmu = mmu;
    }

    /** Its number. */
    public int id() {
        return id;
    }

    /** The NUMA node it sits on. */
    public int node() {
        return node;
    }

    /** Its memory management unit. */
    public Mmu mmu() {
        return mmu;
    }

    /** Its TLBs. */
    public Tlb tlb() {
        return mmu.tlb();
    }

    @Override
    public String toString() {
        return "cpu" + id;
    }
}
