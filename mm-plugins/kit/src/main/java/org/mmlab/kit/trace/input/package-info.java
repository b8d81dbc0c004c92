/** From a file or a bundled resource to a decompressed, buffered, counted stream of bytes. */
package org.mmlab.kit.trace.input;
