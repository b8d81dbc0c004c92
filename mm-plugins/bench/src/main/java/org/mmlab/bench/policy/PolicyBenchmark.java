package org.mmlab.bench.policy;

import java.util.concurrent.TimeUnit;
import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.kit.compare.Comparison;
import org.mmlab.kit.compare.PageReplay;
import org.mmlab.kit.trace.DenseTrace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a page request costs under a replacement policy: a whole replay of requests, its setting up shared among them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBenchmark {
    /** Requests of a replay. */
    static final int REQUESTS = 1 << 16;

    static final int FRAMES = 1 << 10;

    private static final int DISTINCT = 1 << 13;
    private static final long SEED = 1;

    /** What is asked for. */
    public enum Stream {
        /** Zipf's distribution over eight times as many pages as there are frames: hits and evictions, as programs have them. */
        ZIPF,
        /** As many pages as frames: an access each, no eviction. */
        ACCESS,
        /** Pages that are never asked for again: an eviction each, once memory is full. */
        EVICTION
    }

    /** What is asked for. */
    @Param
    public Stream stream = Stream.ZIPF;

    /** The policy, with parameters where it has some. */
    @Param({
        "fifo",
        "lru",
        "clock",
        "sieve",
        "random",
        "lfu",
        "2q",
        "slru",
        "s3-fifo",
        "arc",
        "car",
        "lirs",
        "clock-pro",
        "w-tinylfu",
        "opt"
    })
    public String policy = "lru";

    private final PolicyRegistry registry = Comparison.registry();
    private PageReplay replay = new PageReplay(trace(stream));

    private static DenseTrace trace(Stream stream) {
        return switch (stream) {
            case ZIPF -> RequestStream.zipf(REQUESTS, DISTINCT);
            case ACCESS -> RequestStream.zipf(REQUESTS, FRAMES);
            case EVICTION -> RequestStream.scan(REQUESTS);
        };
    }

    /** Makes the requests. */
    @Setup
    public void prepare() {
        replay = new PageReplay(trace(stream));
    }

    /** One replay; gives its misses. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public long replay() {
        ReplacementPolicy fresh = registry.create(ReplacementPolicy.class, PolicyReference.parse(policy));
        return replay.run(fresh, policy, FRAMES, SEED).misses();
    }
}
