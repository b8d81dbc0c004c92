package org.mmlab.kit.spec;

/** On or off. */
public enum Switch {
    /** Not wanted. */
    OFF,
    /** Wanted. */
    ON
}
