package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.link.PageCache.Access;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReadaheadLimits;

/**
 * What every {@link Readahead} must do: fill in each window that it is asked for, within the device's limits, put the marker on one of its
 * pages, and keep what it remembers of a file with that file. Which pages come along is its own affair.
 */
public interface ReadaheadContract {
    /** A new policy that is not attached yet; all made by this method are alike. */
    Readahead readahead();

    /**
     * Whether no window is larger than the larger of the device's limits and the pages that are wanted. Say no where the user gives the
     * window's size, whatever the device.
     */
    default boolean keepsToLimits() {
        return true;
    }

    /**
     * A use of a file.
     *
     * @param kind what is done
     * @param page where, in a file of {@value ReadaheadModel#PAGES} pages; sequential reads go on where the last ended
     * @param pages how many
     * @param access what was advised
     */
    record Use(Kind kind, int page, int pages, Access access) {}

    /** What can be done to a file. */
    enum Kind {
        /** read(2) from where the last ended. */
        READ_ON,
        /** read(2) at a page. */
        READ_AT,
        /** Faults on pages of a mapping. */
        FAULT,
        /** Fault-around maps cached pages. */
        MAP_AROUND,
        /** Reclaim takes pages. */
        EVICT
    }

    /** Limits of large, small and no readahead. */
    @Provide
    default Arbitrary<ReadaheadLimits> limits() {
        return Combinators.combine(
                        Arbitraries.of(0, 1, 3, 8, 32, 33, 128),
                        Arbitraries.of(1, 32, 64, 320),
                        Arbitraries.of(false, true),
                        Arbitraries.of(KernelVersion.class))
                .as(ReadaheadLimits::new)
                .withoutEdgeCases();
    }

    /** Programs that read in order, here and there, through mappings, and under reclaim. */
    @Provide
    default Arbitrary<List<Use>> uses() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, ReadaheadModel.PAGES - 1),
                        Arbitraries.of(1, 1, 2, 4, 7, 32, 150),
                        Arbitraries.of(Access.NORMAL, Access.NORMAL, Access.SEQUENTIAL, Access.RANDOM))
                .as(Use::new)
                .list()
                .ofMaxSize(60)
                .withoutEdgeCases();
    }

    /** Each window is filled in, begins in the file or behind it, and keeps to the limits; its marker stands on one of its pages. */
    @Property(tries = 200)
    default void windowsKeepToTheLimitsAndHoldTheirMarker(
            @ForAll("limits") ReadaheadLimits limits, @ForAll("uses") List<Use> uses) {
        Readahead policy = readahead();
        policy.attach(limits);
        ReadaheadModel file = new ReadaheadModel(policy, keepsToLimits() ? limits : null);
        uses.forEach(file::use);
    }

    /** A file that is read between the reads of another changes nothing for it: one instance serves all files. */
    @Property(tries = 100)
    default void filesDoNotKnowOfEachOther(
            @ForAll("limits") ReadaheadLimits limits,
            @ForAll("uses") List<Use> uses,
            @ForAll("uses") List<Use> othersUses) {
        Readahead policy = readahead();
        policy.attach(limits);
        ReadaheadModel mixed = new ReadaheadModel(policy, null);
        ReadaheadModel other = new ReadaheadModel(policy, null);
        for (int i = 0; i < uses.size(); i++) {
            mixed.use(uses.get(i));
            if (i < othersUses.size()) {
                other.use(othersUses.get(i));
            }
        }
        Readahead fresh = readahead();
        fresh.attach(limits);
        ReadaheadModel alone = new ReadaheadModel(fresh, null);
        uses.forEach(alone::use);
        List<String> left = new ArrayList<>(mixed.windows());
        if (!left.equals(alone.windows())) {
            throw Subject.wrong(
                    policy,
                    "gave a file the windows " + left + " while another was read too, and " + alone.windows()
                            + " alone");
        }
    }
}
