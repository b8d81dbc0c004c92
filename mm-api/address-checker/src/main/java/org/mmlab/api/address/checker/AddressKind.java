package org.mmlab.api.address.checker;

import java.lang.annotation.Annotation;
import org.mmlab.api.address.qual.AnyKind;
import org.mmlab.api.address.qual.FitsAnyKind;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.address.qual.Pfn;
import org.mmlab.api.address.qual.PhysAddr;
import org.mmlab.api.address.qual.Plain;
import org.mmlab.api.address.qual.SameKind;
import org.mmlab.api.address.qual.VirtAddr;

/** The qualifiers of {@code org.mmlab.api.address.qual} as values to compute with. */
enum AddressKind {
    ANY(AnyKind.class),
    VIRTUAL(VirtAddr.class),
    PHYSICAL(PhysAddr.class),
    PFN(Pfn.class),
    FRAME_INDEX(FrameIndex.class),
    SAME(SameKind.class),
    PLAIN(Plain.class),
    LITERAL(FitsAnyKind.class);

    /** The annotation that a program writes for this kind. */
    final Class<? extends Annotation> qualifier;

    AddressKind(Class<? extends Annotation> qualifier) {
        this.qualifier = qualifier;
    }

    /** Whether this is one of the kinds of address proper, named or (in a {@code @SameKind} method) left open. */
    boolean isAddress() {
        return this != ANY && this != PLAIN && this != LITERAL;
    }

    /** Whether a number of this kind and one of {@code other} can be the same thing. */
    boolean meets(AddressKind other) {
        return this == other || this == LITERAL || other == LITERAL || this == ANY || other == ANY;
    }

    /** As the programmer writes it: {@code @VirtAddr}. */
    @Override
    public String toString() {
        return "@" + qualifier.getSimpleName();
    }
}
