/**
 * How fast it is: a JMH benchmark for each question, in a room for each subject. The script {@code run} next to the module's pom
 * starts them.
 *
 * <ul>
 *   <li>{@code access}: what does an access cost that hits the TLB, and what does a page-table walk add, format by format?
 *   <li>{@code fault}: what does the first access to a page cost, a break of copy-on-write, a page that comes back from swap?
 *   <li>{@code space}: what do fork, munmap, mmap among many areas and a reverse mapping with many sharers cost?
 *   <li>{@code alloc}: what does a block of frames cost, with each allocator, in pairs, in bulk and on an aged machine?
 *   <li>{@code policy}: how long does a replacement policy take over a stream of page requests?
 *   <li>{@code whole}: how long does a machine take to boot, and a traced program to run on it?
 * </ul>
 *
 * <p>{@code -prof gc} adds bytes of garbage for each operation, which should be none where the machine's hot paths run.
 */
package org.mmlab.bench;
