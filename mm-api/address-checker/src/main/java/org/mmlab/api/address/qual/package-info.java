/**
 * The kinds of address, as type qualifiers on {@code long} and {@code int}: different types to the compiler, the same
 * primitive at run time.
 *
 * <pre>
 *                      AnyKind
 *   VirtAddr   PhysAddr   Pfn   FrameIndex   Plain (the default)
 *                    FitsAnyKind
 * </pre>
 */
package org.mmlab.api.address.qual;
