package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.kit.machine.Machine;
import org.mmlab.kit.spec.MachineSpec;
import org.mmlab.tck.invariant.MachineDigest;

/** Runs programs on machines, and makes the error of a failure: what broke, on which machine, after which steps. */
public final class MachineTrials {
    private static final int SHOWN = 5;

    private MachineTrials() {}

    /** The machine that a property failed on; while jqwik shrinks the program, the others have no say. */
    private static final class Culprit {
        private @Nullable MachineSpec machine;
    }

    /** Within a property: does a trial on each machine, or on the one alone that the property has failed on. */
    static void onEach(List<MachineSpec> machines, Consumer<MachineSpec> trial) {
        Culprit culprit = Store.getOrCreate(Culprit.class, Lifespan.PROPERTY, Culprit::new)
                .get();
        MachineSpec known = culprit.machine;
        for (MachineSpec spec : known == null ? machines : List.of(known)) {
            try {
                trial.accept(spec);
            } catch (AssertionError e) {
                culprit.machine = spec;
                throw e;
            }
        }
    }

    /**
     * Runs a program on a new machine, all checks included.
     *
     * @throws AssertionError that names what broke and the machine's spec
     */
    public static Machine run(MachineSpec spec, List<MachineStep> program) {
        try {
            MachineProgram run = new MachineProgram(spec);
            run.run(program);
            return run.machine();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e + "\non the machine\n" + spec.text(), e);
        }
    }

    /** Runs a program on two new machines and compares everything that they hold and count. */
    public static void runTwice(MachineSpec spec, List<MachineStep> program) {
        String first = MachineDigest.of(run(spec, program));
        String second = MachineDigest.of(run(spec, program));
        if (!first.equals(second)) {
            throw new AssertionError("invariant broken: same seed, same digest: two runs of one program differ: "
                    + first + " and " + second + "\non the machine\n" + spec.text());
        }
    }

    /**
     * Runs a program of its own on each of many machines, and goes on after a failure.
     *
     * @param programs gives a program for the machine of a number
     * @param progress is told a line now and then
     * @throws AssertionError with the number of failures and the first few, each with a shrunk program
     */
    public static void sweep(
            List<MachineSpec> machines, IntFunction<List<MachineStep>> programs, Consumer<String> progress) {
        List<String> failures = new ArrayList<>();
        int failed = 0;
        for (int number = 0; number < machines.size(); number++) {
            MachineSpec spec = machines.get(number);
            List<MachineStep> program = programs.apply(number);
            AssertionError error = failure(spec, program);
            if (error != null) {
                failed++;
                if (failures.size() < SHOWN) {
                    failures.add(describe(spec, program));
                }
            }
            if ((number + 1) % 500 == 0) {
                progress.accept((number + 1) + " of " + machines.size() + " machines, " + failed + " failed");
            }
        }
        if (failed > 0) {
            throw new AssertionError(failed + " of " + machines.size() + " machines failed; the first:\n\n"
                    + String.join("\n\n", failures));
        }
    }

    private static String describe(MachineSpec spec, List<MachineStep> program) {
        List<MachineStep> shrunk = shrink(spec, program);
        return failure(spec, shrunk) + "after the steps\n"
                + String.join("\n", shrunk.stream().map(MachineStep::toString).toList());
    }

    /** Leaves out steps, as long as the rest still fails. */
    private static List<MachineStep> shrink(MachineSpec spec, List<MachineStep> program) {
        List<MachineStep> rest = new ArrayList<>(program);
        for (int length = Math.max(1, rest.size() / 2); length > 0; length /= 2) {
            for (int at = rest.size() - length; at >= 0; at -= length) {
                List<MachineStep> fewer = new ArrayList<>(rest);
                fewer.subList(at, at + length).clear();
                if (failure(spec, fewer) != null) {
                    rest = fewer;
                }
            }
        }
        return rest;
    }

    private static @Nullable AssertionError failure(MachineSpec spec, List<MachineStep> program) {
        try {
            run(spec, program);
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }
}
