package org.mmlab.virtual.mm;

import org.mmlab.api.virtual.FaultHandler;

/**
 * What fills the pages of a mapping in place of a file (Linux: {@code vm_operations_struct.fault} of a driver).
 *
 * @param handler fills them
 * @param region what the handler knows the mapping as
 * @param pages its length
 */
public record Backing(FaultHandler handler, int region, long pages) {}
