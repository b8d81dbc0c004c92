package org.mmlab.kit.machine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.link.Processes;
import org.mmlab.virtual.paging.MmPages;
import org.mmlab.virtual.paging.ResidentKind;

/** The living processes, by pid. */
final class ProcessTable implements Processes {
    private final Map<Integer, Process> living = new TreeMap<>();
    private int lastPid;

    int nextPid() {
        return ++lastPid;
    }

    void add(Process process) {
        living.put(process.pid(), process);
    }

    void remove(Process process) {
        living.remove(process.pid());
    }

    Collection<Process> all() {
        return living.values();
    }

    private MmPages pages(int pid) {
        Process process = living.get(pid);
        if (process == null) {
            throw new IllegalArgumentException("no process has pid " + pid + "; living: " + living.keySet());
        }
        return process.pages();
    }

    /** Nobody while a victim is dying: its memory is about to come back (Linux: {@code oom_evaluate_task} aborts the search). */
    @Override
    public int[] pids() {
        List<Process> overdue =
                living.values().stream().filter(Process::isOverdue).toList();
        if (!overdue.isEmpty()) {
            overdue.forEach(Process::exitBesideAnother);
            return new int[0];
        }
        if (living.values().stream().anyMatch(Process::wasKilled)) {
            return new int[0];
        }
        return living.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public long residentFrames(int pid) {
        return pages(pid).resident();
    }

    @Override
    public long swapEntries(int pid) {
        return pages(pid).count(ResidentKind.SWAP);
    }

    @Override
    public long tableFrames(int pid) {
        return pages(pid).table().tables();
    }

    @Override
    public int oomScoreAdjust(int pid) {
        Process process = living.get(pid);
        return process == null ? 0 : process.oomScoreAdjust();
    }

    @Override
    public void kill(int pid) {
        Process process = living.get(pid);
        if (process != null) {
            process.kill();
        }
    }
}
