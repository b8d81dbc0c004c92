package org.mmlab.lab.map;

/** How a map looks as text. */
public enum TextStyle {
    /** Letters alone. */
    PLAIN,
    /** Blocks whose height is the share in use, in colours, for a terminal. */
    BLOCKS
}
