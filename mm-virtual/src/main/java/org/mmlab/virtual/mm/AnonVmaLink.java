package org.mmlab.virtual.mm;

/** One area's membership in one {@link AnonVma} (Linux: {@code struct anon_vma_chain}). */
public final class AnonVmaLink extends RangeNode {
    private final Vma vma;
    private final AnonVma anonVma;

    AnonVmaLink(Vma vma, AnonVma anonVma) {
        this.vma = vma;
        this.anonVma = anonVma;
    }

    @Override
    public Vma vma() {
        return vma;
    }

    /** What the area is a member of. */
    public AnonVma anonVma() {
        return anonVma;
    }
}
