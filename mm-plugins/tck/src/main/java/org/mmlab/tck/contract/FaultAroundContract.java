package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.virtual.FaultAround;

/**
 * What every {@link FaultAround} must do: answer with a window around the fault, the same one whenever it is asked. The window may reach
 * beyond the area, the page table and the file, for the machine clips it to them.
 */
public interface FaultAroundContract {
    /** The policy. */
    FaultAround faultAround();

    /**
     * A fault.
     *
     * @param areaFirst first page of the area
     * @param before pages of the area before the fault
     * @param behind pages of the area behind the fault
     */
    record Fault(long areaFirst, int before, int behind) {
        /** The faulting page. */
        long page() {
            return areaFirst + before;
        }

        /** The page behind the area's last. */
        long areaEnd() {
            return page() + behind + 1;
        }
    }

    /** Faults in small and large areas, low and high in the address space, aligned or not. */
    @Provide
    default Arbitrary<List<Fault>> faults() {
        Arbitrary<Long> first = Arbitraries.longs().between(0, (1L << 35) - (1 << 20));
        Arbitrary<Long> aligned = first.map(page -> page & -512L);
        Arbitrary<Integer> pages = Arbitraries.integers().between(0, 2000);
        return Combinators.combine(Arbitraries.oneOf(first, aligned), pages, pages)
                .as(Fault::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .withoutEdgeCases();
    }

    /** The window holds the page that faulted, whatever the machine clips off, and so some of it lies in the area. */
    @Property(tries = 200)
    default void theWindowHoldsThePageThatFaulted(@ForAll("faults") List<Fault> faults) {
        FaultAround policy = faultAround();
        for (Fault fault : faults) {
            long first = policy.firstPage(fault.page(), fault.areaFirst(), fault.areaEnd());
            int pages = policy.pages(fault.page(), fault.areaFirst(), fault.areaEnd());
            if (pages < 1) {
                throw Subject.wrong(policy, "the window of " + fault + " has " + pages + " pages, must have 1 and up");
            }
            if (first < 0 || first > fault.page() || fault.page() - first >= pages) {
                throw Subject.wrong(
                        policy,
                        "the window of " + fault + " is " + pages + " pages from " + first
                                + " and leaves out the fault at " + fault.page());
            }
        }
    }

    /** The policy has no state. */
    @Property(tries = 100)
    default void theSameFaultHasTheSameWindow(@ForAll("faults") List<Fault> faults) {
        FaultAround policy = faultAround();
        for (Fault fault : faults) {
            policy.firstPage(fault.page(), fault.areaFirst(), fault.areaEnd());
            policy.pages(fault.page(), fault.areaFirst(), fault.areaEnd());
        }
        Fault fault = faults.get(0);
        FaultAround fresh = faultAround();
        Subject.check(
                policy,
                "pages of " + fault + ", asked again,",
                policy.pages(fault.page(), fault.areaFirst(), fault.areaEnd()),
                fresh.pages(fault.page(), fault.areaFirst(), fault.areaEnd()));
        Subject.check(
                policy,
                "firstPage of " + fault + ", asked again,",
                policy.firstPage(fault.page(), fault.areaFirst(), fault.areaEnd()),
                fresh.firstPage(fault.page(), fault.areaFirst(), fault.areaEnd()));
    }
}
