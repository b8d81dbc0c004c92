package org.mmlab.kit.compare;

/**
 * What a replay counted.
 *
 * @param trace name of the trace
 * @param policy the policy as it was written, with its parameters
 * @param frames capacity of the pool in pages
 * @param requests page requests
 * @param misses those of them whose page was not resident, first requests included
 */
public record ReplayResult(String trace, String policy, int frames, long requests, long misses) {

    /** Misses for each request, 0 to 1; 0 for a trace without requests. */
    public double missRatio() {
        return requests == 0 ? 0 : (double) misses / requests;
    }
}
