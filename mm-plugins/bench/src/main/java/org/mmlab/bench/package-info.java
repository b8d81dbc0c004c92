/**
 * How fast it is: a JMH benchmark for each question. The script {@code run} next to the module's pom starts them.
 *
 * <ul>
 *   <li>{@link org.mmlab.bench.TlbHitBenchmark}: what does an access cost that hits the TLB?
 *   <li>{@link org.mmlab.bench.WalkBenchmark}: what does a page-table walk add, format by format?
 *   <li>{@link org.mmlab.bench.MinorFaultBenchmark}: what does the first write to an anonymous page cost?
 *   <li>{@link org.mmlab.bench.AllocBenchmark}: what does taking and giving back a block of frames cost?
 *   <li>{@link org.mmlab.bench.PolicyBenchmark}: how long does a replacement policy take over a stream of page requests?
 *   <li>{@link org.mmlab.bench.ReplayBenchmark}: how long does a traced program take on the whole machine?
 * </ul>
 *
 * <p>The first four answer in nanoseconds for one operation, the last two for a whole run. {@code -prof gc} adds bytes of garbage
 * for each operation, which should be none where the machine's hot paths run.
 */
package org.mmlab.bench;
