package org.mmlab.lab.lesson.story;

import static org.mmlab.lab.lesson.Classroom.PAGE;

import java.util.Map;
import org.mmlab.api.link.PageCache;
import org.mmlab.kit.machine.Process;
import org.mmlab.lab.lesson.Blackboard;
import org.mmlab.lab.lesson.Classroom;
import org.mmlab.lab.lesson.Lesson;
import org.mmlab.physical.zone.NumaStat;
import org.mmlab.physical.zone.Zone;

/** On which node a page lies, and what that costs. */
public final class NumaPlacement implements Lesson {
    private static final int PAGES = 2048;

    @Override
    public String name() {
        return "numa";
    }

    @Override
    public String title() {
        return "on which node a page lies, and what that costs";
    }

    @Override
    public void teach(Blackboard board) {
        Classroom room = new Classroom(Map.of(
                "ram", "128M", "nodes", "2", "cpus", "2", "caches", "on", "distances", "10,21/21,10", "swap", "0"));
        Process zero = room.first();
        Process one = room.machine().newProcess();
        firstTouch(board, room, zero, one);
        distance(board, room, zero, one);
        overflow(board, room, zero);
    }

    private static void firstTouch(Blackboard board, Classroom room, Process zero, Process one) {
        long a = zero.mmap((long) PAGES * PAGE, "rw-");
        long b = one.mmap((long) PAGES * PAGE, "rw-");
        room.writePages(zero, a, PAGES, 1);
        room.writePages(one, b, PAGES, 1);
        room.machine().lru().drain();
        board.step("first touch");
        board.say(
                "A machine of two nodes with a CPU each. Process 1 runs on CPU 0, process 2 on CPU 1; both write %d pages:",
                PAGES);
        board.fact("numa_maps of process 1", nodes(room, zero));
        board.fact("numa_maps of process 2", nodes(room, one));
        board.say("A page comes from the node of the CPU that touches it first.");
        Process child = zero.fork();
        board.gap();
        board.say("Process 1 forks. The child shares its parent's pages, and then writes to half of them:");
        board.fact("CPU that the child runs on", room.cpuOf(child).id());
        board.fact("numa_maps of the child before it writes", nodes(room, child));
        room.writePages(child, a, PAGES / 2, 2);
        room.machine().lru().drain();
        board.fact("numa_maps of the child after it wrote", nodes(room, child));
        child.exit();
        board.next("mm numa --nodes 2: numactl's view; mm exec SCRIPT --nodes 2 --cpus 2 --show numa_maps");
    }

    /** The counts by node of a process's only area. */
    private static String nodes(Classroom room, Process process) {
        StringBuilder text = new StringBuilder();
        for (String word : room.view(process, "numa_maps").strip().split("\\s+", -1)) {
            if (word.matches("N\\d+=\\d+")) {
                text.append(text.isEmpty() ? "" : " ").append(word);
            }
        }
        return text.toString();
    }

    private static void distance(Blackboard board, Classroom room, Process zero, Process one) {
        long local = zero.mmap((long) PAGES * PAGE, "rw-");
        room.writePages(zero, local, PAGES, 1);
        int file = room.machine().cache().create("/shm", PageCache.FileKind.SHMEM, (long) PAGES * PAGE);
        long there = room.map(one, file, (long) PAGES * PAGE, true);
        room.writePages(one, there, PAGES, 1);
        long here = room.map(zero, file, (long) PAGES * PAGE, true);
        room.readPages(zero, here, PAGES);
        long nearNs = time(room, zero, local);
        long farNs = time(room, zero, here);
        board.step("distance");
        board.say(
                "Process 1 on CPU 0 reads %d pages of its own, then as many of shared memory that process 2 filled:",
                PAGES);
        board.gap();
        board.fact("node of its own pages", room.machine().memory().nodeOf(room.frame(zero, local)));
        board.fact("node of the shared pages", room.machine().memory().nodeOf(room.frame(zero, here)));
        board.fact("simulated nanoseconds, own pages", nearNs);
        board.fact("simulated nanoseconds, shared pages", farNs);
        board.fact("far / near in hundredths", farNs * 100 / Math.max(1, nearNs));
        board.gap();
        board.say(
                "The firmware says 10 for local and 21 for the other node. The caches are modelled; each read is of a new line.");
        board.next("class org.mmlab.hardware.latency.LatencyTable: every figure with its source");
    }

    /** Simulated time of a load of each page, at lines that the caches do not hold. */
    private static long time(Classroom room, Process process, long area) {
        room.readPages(process, area, PAGES);
        room.machine().passTime();
        long start = room.machine().clock().nowNs();
        room.readPages(process, area + 1024, PAGES);
        room.machine().passTime();
        return room.machine().clock().nowNs() - start;
    }

    private static void overflow(Blackboard board, Classroom room, Process zero) {
        long misses = numa(room, NumaStat.NUMA_MISS, 1);
        long foreign = numa(room, NumaStat.NUMA_FOREIGN, 0);
        int pages = 14_000;
        long area = zero.mmap((long) pages * PAGE, "rw-");
        room.writePages(zero, area, pages, 1);
        board.step("a full node");
        board.say(
                "Process 1 writes %d more pages, %d MiB, more than its node has free:",
                pages, (long) pages * PAGE >> 20);
        board.gap();
        board.fact("node of the first page", room.machine().memory().nodeOf(room.frame(zero, area)));
        board.fact(
                "node of the last page", room.machine().memory().nodeOf(room.frame(zero, area + (pages - 1L) * PAGE)));
        board.fact("numa_miss of node 1: served though not wanted there", numa(room, NumaStat.NUMA_MISS, 1) - misses);
        board.fact(
                "numa_foreign of node 0: wanted there, served elsewhere",
                numa(room, NumaStat.NUMA_FOREIGN, 0) - foreign);
        board.gap();
        board.say("The zonelist of node 0 goes on to node 1: a far page is better than waiting for reclaim.");
        board.next("mm boot --nodes 2: the fallback order; mm plugins: the kind zonelist");
    }

    private static long numa(Classroom room, NumaStat stat, int node) {
        long events = 0;
        for (Zone zone : room.machine().memory().nodes().zones()) {
            events += zone.node() == node ? zone.numaEvents(stat) : 0;
        }
        return events;
    }
}
