package org.mmlab.lab.lesson.story;

import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.lab.nonlinear.NonlinearCost;
import org.mmlab.lab.nonlinear.NonlinearExperiment;

/** Why Linux gave up areas whose pages lie in any order. */
public final class NonlinearAreas implements Lesson {
    private static final int PAGES = 4096;

    @Override
    public String name() {
        return "nonlinear";
    }

    @Override
    public String title() {
        return "pages of a file in any order: remap_file_pages before Linux 4.0 and since";
    }

    @Override
    public void teach(Blackboard board) {
        NonlinearExperiment experiment = new NonlinearExperiment(PAGES, 1);
        NonlinearCost areas = experiment.areas();
        NonlinearCost nonlinear = experiment.nonlinear();
        setUp(board, areas, nonlinear);
        find(board, areas, nonlinear);
    }

    private static void setUp(Blackboard board, NonlinearCost areas, NonlinearCost nonlinear) {
        board.step("setting up");
        board.say(
                "A database wants %d pages of a file in an order of its own, and calls remap_file_pages for each. Before Linux"
                        + " 4.0 that was one area: the page's offset in the file stood in its page-table entry. Since then"
                        + " every piece becomes an area.",
                PAGES);
        board.gap();
        board.fact("areas since 4.0", areas.areas());
        board.fact("areas before", nonlinear.areas());
        board.fact("bytes of these areas since 4.0", areas.areaBytes());
        board.fact("bytes of page tables since 4.0", areas.tableBytes());
        board.fact("bytes of page tables before", nonlinear.tableBytes());
        board.fact("words of page tables read and written since 4.0", areas.setupWords());
        board.fact("words of page tables read and written before", nonlinear.setupWords());
        board.fact("pages with a wrong value, both ways", areas.wrong() + nonlinear.wrong());
        board.next("mm nonlinear --pages 70000: where a process has no room for more areas");
    }

    private static void find(Blackboard board, NonlinearCost areas, NonlinearCost nonlinear) {
        board.step("finding a page again");
        board.say(
                "Now memory is short, and the kernel wants one page of the file back. An area says at which address a page of"
                        + " the file is; a non-linear one does not, so every entry must be read until it is found:");
        board.gap();
        board.fact("words read and written to unmap one page since 4.0", areas.rmapWords());
        board.fact("words read and written to unmap one page before", nonlinear.rmapWords());
        board.fact("how many times as much", nonlinear.rmapWords() / Math.max(1, areas.rmapWords()));
        board.gap();
        board.say("Programs set up once, but the kernel reclaims all the time. So the old way went.");
        board.next("class org.mmlab.lab.nonlinear.NonlinearArea; docs/decisions/0003-nonlinear-areas.md of the lab");
    }
}
