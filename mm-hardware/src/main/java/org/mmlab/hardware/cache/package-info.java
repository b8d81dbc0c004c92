/**
 * SRAM caches between a CPU and the bus, by physical address: tags without contents, for counting and timing. A machine has none
 * unless its spec asks for them: they cost more than all else of an access.
 */
package org.mmlab.hardware.cache;
