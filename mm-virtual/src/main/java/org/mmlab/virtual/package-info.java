/** Process and kernel address spaces: page tables, VMAs, faults, rmap. */
package org.mmlab.virtual;
