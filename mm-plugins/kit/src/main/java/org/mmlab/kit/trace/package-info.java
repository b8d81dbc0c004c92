/**
 * Memory traces: what a program or a disk was asked for, in order, read from a file as a stream.
 *
 * <p>A {@link org.mmlab.kit.trace.Trace} is looked at in one of two ways:
 * <ul>
 *   <li>as <em>references</em> ({@link org.mmlab.kit.trace.ReferenceReader}): byte address, kind of access and size, for a
 *       machine to perform. Only traces of programs can be read so;
 *   <li>as <em>keys</em> ({@link org.mmlab.kit.trace.KeyReader}): the pages (or blocks, or objects) asked for, for a
 *       replacement policy alone. Every trace can be read so.
 * </ul>
 *
 * <p>Both hand out events in batches into arrays of the caller; no event costs an allocation. This room holds what every
 * format shares; {@code input} turns a file into bytes, {@code text}, {@code pgt} and {@code binary} turn bytes into events,
 * and {@code format} is the front door that tells the formats apart.
 *
 * <p>Nothing in a trace is skipped in silence: a line or byte that the format does not know is a
 * {@link org.mmlab.kit.trace.TraceException} that names the place.
 */
package org.mmlab.kit.trace;
