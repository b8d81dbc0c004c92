/**
 * DRAM: the bytes of every frame, held lazily, or none of them but page tables on machines too big for contents.
 */
package org.mmlab.hardware.ram;
