package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.reclaim.WritebackPolicy;

/**
 * What every {@link WritebackPolicy} must do: write nothing in the middle of a fault, a write or reclaim; let time pass only where a process
 * can wait; let the clock go on; and do the same when it is told the same. When it writes is its own affair.
 */
public interface WritebackPolicyContract {
    /** A new policy that is not attached yet; all made by this method are alike. */
    WritebackPolicy writebackPolicy();

    /**
     * What happens.
     *
     * @param kind what
     * @param amount pages, or milliseconds where time passes
     */
    record Happening(Kind kind, int amount) {}

    /** What a policy is told. */
    enum Kind {
        /** Faults dirty pages of mappings. */
        TOUCH,
        /** write(2) dirties pages, and its process can wait. */
        WRITE,
        /** Reclaim finds dirty pages alone. */
        RECLAIM,
        /** Nothing happens for a while. */
        PAUSE
    }

    /** Programs that dirty a little or most of memory. */
    @Provide
    default Arbitrary<List<Happening>> happenings() {
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(1, 3, 31, 32, 200, 900, 40_000))
                .as(Happening::new)
                .list()
                .ofMaxSize(30)
                .withoutEdgeCases();
    }

    /** No call is made where it is forbidden, and no moment of the clock lasts for ever. */
    @Property(tries = 100)
    default void nothingIsWrittenWhereNobodyCanWait(@ForAll("happenings") List<Happening> happenings) {
        WritebackModel machine = WritebackModel.of(writebackPolicy());
        happenings.forEach(machine::happen);
        machine.pass(WritebackModel.MINUTE_NS);
    }

    /** The same program is followed by the same writes at the same times. */
    @Property(tries = 50)
    default void theSameProgramHasTheSameWrites(@ForAll("happenings") List<Happening> happenings) {
        WritebackPolicy policy = writebackPolicy();
        WritebackModel machine = WritebackModel.of(policy);
        WritebackModel again = WritebackModel.of(writebackPolicy());
        happenings.forEach(machine::happen);
        happenings.forEach(again::happen);
        if (!machine.writes().equals(again.writes())) {
            throw Subject.wrong(policy, "wrote " + machine.writes() + ", and " + again.writes() + " the second time");
        }
    }
}
