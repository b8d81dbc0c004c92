package org.mmlab.physical.buddy;

/** Takes pageblocks out of service and puts them back; one implementation for each generation of the kernel's rules. */
interface Isolation {
    /** Isolates the pageblock that starts at a frame; false where it is not wholly in the zone. */
    boolean isolate(int frame);

    /** Puts the pageblock that starts at a frame back into service, with that type. */
    void restore(int frame, int type);

    /** Makes sure that no free block reaches across a frame at which a pageblock starts. */
    void splitAt(int frame);
}
