package org.mmlab.hardware.tlb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mmlab.api.translation.Access;
import org.mmlab.api.translation.WalkResult;

class TlbPropertyTest {
    private static final TlbGeometry TWO_LEVELS = new TlbGeometry(8, 2, 4, 2, 2, 2, 24, 3);
    private static final TlbGeometry ONE_LEVEL = new TlbGeometry(8, 4, 2, 1, 1, 1, 0, 1);

    /** What happens to a TLB: an access, or a flush of one of four kinds. */
    private record Step(int kind, int page, int asid, int pages) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(20, 0),
                                net.jqwik.api.Tuple.of(2, 1),
                                net.jqwik.api.Tuple.of(1, 2),
                                net.jqwik.api.Tuple.of(1, 3),
                                net.jqwik.api.Tuple.of(1, 4)),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 20))
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void twoLevelsBehaveAsTheModel(@ForAll("programs") List<Step> program) {
        compare(TWO_LEVELS, program);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void oneLevelBehavesAsTheModel(@ForAll("programs") List<Step> program) {
        compare(ONE_LEVEL, program);
    }

    private static void compare(TlbGeometry geometry, List<Step> program) {
        Tlb tlb = new Tlb(geometry, 21, 30);
        TlbModel model = new TlbModel(geometry);
        for (Step step : program) {
            TlbModel.Page page = TlbModel.page(step.page());
            switch (step.kind()) {
                case 0 -> access(tlb, model, page, step.asid());
                case 1 -> {
                    tlb.flushPage(page.va(), step.asid());
                    model.flushRange(page.va(), page.va() + 1, step.asid());
                }
                case 2 -> {
                    tlb.flushAsid(step.asid());
                    model.flushAsid(step.asid());
                }
                case 3 -> {
                    tlb.flushRange(page.va(), page.va() + step.pages() * 4096L, step.asid());
                    model.flushRange(page.va(), page.va() + step.pages() * 4096L, step.asid());
                }
                default -> {
                    tlb.flushAll();
                    model.flushAll();
                }
            }
            assertThat(tlb.size()).isEqualTo(model.size());
        }
        tlb.forEach((va, asid, shift, frame, rights) ->
                assertThat(model.holds(va, asid, shift)).isTrue());
        assertThat(tlb.counters().hits()).isEqualTo(model.hits());
        assertThat(tlb.counters().secondHits()).isEqualTo(model.secondHits());
        assertThat(tlb.counters().misses()).isEqualTo(model.misses());
    }

    private static void access(Tlb tlb, TlbModel model, TlbModel.Page page, int asid) {
        long va = page.va() + 0x18;
        boolean expected = model.access(page, asid);
        long data = tlb.lookupHot(va, asid, Access.READ);
        if (data == Tlb.MISS) {
            data = tlb.lookup(va, asid);
        }
        assertThat(data != Tlb.MISS).as("hit of %s in %d", page, asid).isEqualTo(expected);
        long frame = page.frame(asid);
        if (data == Tlb.MISS) {
            int rights = Access.READ | (page.global() ? WalkResult.GLOBAL : 0);
            tlb.fill(va, asid, frame, page.shift(), rights);
        } else {
            assertThat(tlb.addressOf(data, va)).isEqualTo(frame + 0x18);
            assertThat(Tlb.rightsOf(data) & Access.READ).isEqualTo(Access.READ);
        }
    }
}
