/**
 * Kinds of address. A virtual address, a physical address, a page frame number and an index into the frame table are all
 * whole numbers at run time and four different types at compile time: the qualifiers of {@code org.mmlab.api.address.qual}
 * and the checker of the {@code mm-address-checker} module see to that. {@link org.mmlab.api.address.Addresses} is the one
 * place that mints and converts them.
 *
 * <p>Addresses are unsigned: the upper half of the 64-bit space is the kernel's. Compare virtual addresses with
 * {@link java.lang.Long#compareUnsigned}.
 */
package org.mmlab.api.address;
