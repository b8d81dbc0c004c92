package org.mmlab.tck.contract;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.api.virtual.HugePagePolicy.Advice;

/**
 * What every {@link HugePagePolicy} must do: give one of the three answers, reserve only if it said that it does, leave areas alone whose
 * owner wants no huge pages, and answer the same whatever it was asked before.
 */
public interface HugePagePolicyContract {
    /** The policy. */
    HugePagePolicy hugePagePolicy();

    /** The answer is one that there is, and {@link HugePagePolicy#RESERVE} only by a policy that reserves. */
    @Property
    default void theAnswerIsOneThatThePolicyMayGive(@ForAll Advice advice) {
        HugePagePolicy policy = hugePagePolicy();
        int answer = policy.atFault(advice);
        if (answer != HugePagePolicy.BASE && answer != HugePagePolicy.HUGE && answer != HugePagePolicy.RESERVE) {
            throw Subject.wrong(
                    policy, "atFault(" + advice + ") gave " + answer + ", which is none of BASE, HUGE and RESERVE");
        }
        if (answer == HugePagePolicy.RESERVE && !policy.reserves()) {
            throw Subject.wrong(policy, "atFault(" + advice + ") gave RESERVE, but reserves() is false");
        }
    }

    /** Where the program wants none, base pages are mapped. */
    @Property(tries = 1)
    default void whoWantsNoHugePagesGetsNone() {
        HugePagePolicy policy = hugePagePolicy();
        Subject.check(policy, "atFault(NOHUGEPAGE)", policy.atFault(Advice.NOHUGEPAGE), HugePagePolicy.BASE);
    }

    /** The policy has no state. */
    @Property(tries = 60)
    default void answersDoNotDependOnWhatWasAskedBefore(@ForAll List<Advice> before) {
        HugePagePolicy asked = hugePagePolicy();
        before.forEach(asked::atFault);
        for (Advice advice : Advice.values()) {
            String question = "atFault(" + advice + ") after " + before;
            Subject.check(
                    asked, question, asked.atFault(advice), hugePagePolicy().atFault(advice));
        }
    }
}
