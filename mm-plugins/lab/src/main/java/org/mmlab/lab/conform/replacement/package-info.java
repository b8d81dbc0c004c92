/**
 * The family {@code replacement}: misses of replacement policies on real traces, as libCacheSim, Caffeine's simulator, the LIRS
 * authors' program and independent models counted them.
 *
 * <p>Each vector is a table of tab-separated values, its columns checked by name. A {@link
 * org.mmlab.lab.conform.replacement.TableReader} turns its rows into {@link org.mmlab.lab.conform.replacement.Expectation}s; these
 * are replayed trace by trace, so that one trace at a time is in memory. The traces are looked for beside the vectors' directory, in
 * {@code ../traces}, and among those that ship with the program. What cannot be replayed, for want of the trace or of the
 * policy, is counted by reason.
 *
 * <p>Policies that follow their definition to the last miss are compared so. Those that draw or hash are averaged over
 * {@value org.mmlab.lab.conform.replacement.Expectation#SEEDS} seeds and may be 2 percent worse than the peer, or, since the peer's
 * number is one run too, as much worse as chance explains at 99.9 percent.
 */
package org.mmlab.lab.conform.replacement;
