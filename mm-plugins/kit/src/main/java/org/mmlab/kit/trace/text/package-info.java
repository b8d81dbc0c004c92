/**
 * Traces written as lines of text: valgrind's lackey, the load/store lists of the UCSD course traces, LIRS block numbers,
 * CloudPhysics CSV and AdaptSize requests.
 *
 * <p>The readers go over the bytes once, by hand: no {@code String} for a line, no {@code split}. A line may end in
 * {@code \n} or {@code \r\n}; the last one may lack its end; blank lines are allowed after the last event only.
 */
package org.mmlab.kit.trace.text;
