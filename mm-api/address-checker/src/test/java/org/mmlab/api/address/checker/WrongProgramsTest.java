package org.mmlab.api.address.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Programs that confuse kinds: none compiles, and each error is the one meant and names both kinds. */
class WrongProgramsTest {
    /**
     * A program that must be refused.
     *
     * @param program the program
     * @param key message key of the error; alternatives with a bar between
     * @param kinds the two kinds that the message names
     */
    record Wrong(Program program, String key, List<String> kinds) {}

    private static Wrong wrong(String title, String body, String key, String first, String second) {
        return wrong(title, body, key, first, second, "");
    }

    private static Wrong wrong(String title, String body, String key, String first, String second, String members) {
        return new Wrong(new Program(title, body, members), key, List.of(first, second));
    }

    private static final List<Wrong> PROGRAMS = List.of(
            wrong(
                    "compares a virtual with a physical address",
                    "flag = va == pa;",
                    "comparison",
                    "@VirtAddr",
                    "@PhysAddr"),
            wrong(
                    "compares a frame number with a frame index",
                    "flag = pfn != index;",
                    "comparison",
                    "@Pfn",
                    "@FrameIndex"),
            wrong(
                    "orders a frame number and a physical address",
                    "flag = pfn < pa;",
                    "comparison",
                    "@Pfn",
                    "@PhysAddr"),
            wrong("compares a frame number with a plain number", "flag = pfn >= raw;", "comparison", "@Pfn", "@Plain"),
            wrong("orders virtual addresses by sign", "flag = va < vb;", "signed", "@VirtAddr", "@VirtAddr"),
            wrong(
                    "tests a virtual address against zero by sign",
                    "flag = va > 0;",
                    "signed",
                    "@VirtAddr",
                    "@FitsAnyKind"),
            wrong(
                    "takes the minimum of virtual addresses by sign",
                    "touch(Math.min(va, vb));",
                    "signed",
                    "@VirtAddr",
                    "@VirtAddr"),
            wrong(
                    "compares two kinds through compareUnsigned",
                    "flag = Long.compareUnsigned(va, pa) < 0;",
                    "comparison",
                    "@VirtAddr",
                    "@PhysAddr"),
            wrong("adds a physical to a virtual address", "raw = va + pa;", "arithmetic", "@VirtAddr", "@PhysAddr"),
            wrong("adds two frame numbers", "release(pfn + end);", "arithmetic", "@Pfn", "@Pfn"),
            wrong("doubles a frame number", "release(pfn * 2);", "arithmetic", "@Pfn", "@FitsAnyKind"),
            wrong("multiplies a plain number by a frame number", "raw = raw * pfn;", "arithmetic", "@Plain", "@Pfn"),
            wrong(
                    "subtracts a physical from a virtual address",
                    "raw = va - pa;",
                    "arithmetic",
                    "@VirtAddr",
                    "@PhysAddr"),
            wrong("subtracts a frame number from a plain number", "raw = raw - pfn;", "arithmetic", "@Plain", "@Pfn"),
            wrong("masks one kind with another", "raw = va & pa;", "arithmetic", "@VirtAddr", "@PhysAddr"),
            wrong("negates an address", "raw = -pa;", "arithmetic", "@PhysAddr", "@PhysAddr"),
            wrong("shifts by an address", "raw = raw << pfn;", "arithmetic", "@Plain", "@Pfn"),
            wrong("shifts a virtual address with its sign", "raw = va >> 12;", "signed", "@VirtAddr", "@FitsAnyKind"),
            wrong(
                    "divides a virtual address with its sign",
                    "raw = va / PAGE_SIZE;",
                    "signed",
                    "@VirtAddr",
                    "@FitsAnyKind"),
            wrong("adds one kind to a variable of another", "va += pa;", "arithmetic", "@VirtAddr", "@PhysAddr"),
            wrong("makes a frame number by a shift", "release(pa >>> 12);", "argument", "@Plain", "@Pfn"),
            wrong("makes a physical address by a shift", "tables[0] = pfn << 12;", "assignment", "@Plain", "@PhysAddr"),
            wrong("passes a physical address for a virtual one", "touch(pa);", "argument", "@PhysAddr", "@VirtAddr"),
            wrong("passes a plain number for a frame number", "release(raw);", "argument", "@Plain", "@Pfn"),
            wrong("passes a frame number for a plain number", "add(pfn);", "argument", "@Pfn", "@Plain"),
            wrong("assigns an index to a frame-number field", "lastPfn = index;", "assignment", "@FrameIndex", "@Pfn"),
            wrong("assigns a frame number to a plain field", "count = pfn;", "assignment", "@Pfn", "@Plain"),
            wrong(
                    "assigns a physical address to a local of another kind",
                    "@VirtAddr long local = pa;",
                    "assignment",
                    "@PhysAddr",
                    "@VirtAddr"),
            wrong(
                    "stores a virtual address in an array of physical ones",
                    "tables[0] = va;",
                    "assignment",
                    "@VirtAddr",
                    "@PhysAddr"),
            wrong("indexes an array by a frame number", "index = free[(int) pfn];", "index", "@Pfn", "@FrameIndex"),
            wrong("casts a plain number to a frame number", "release((@Pfn long) raw);", "cast", "@Plain", "@Pfn"),
            wrong(
                    "casts a physical address to a virtual one",
                    "touch((@VirtAddr long) pa);",
                    "cast",
                    "@PhysAddr",
                    "@VirtAddr"),
            wrong(
                    "puts a frame number into a list of physical addresses",
                    "new ArrayList<@PhysAddr Long>().add(pfn);",
                    "argument",
                    "@Pfn",
                    "@PhysAddr"),
            wrong("chooses between two kinds", "System.out.println(flag ? pfn : pa);", "choice", "@PhysAddr", "@Pfn"),
            wrong(
                    "fills an array with another kind",
                    "Arrays.fill(tables, va);",
                    "comparison",
                    "@VirtAddr",
                    "@PhysAddr"),
            wrong("shifts a frame number in place", "pfn >>= 1;", "compound.assignment", "@Plain", "@Pfn"),
            wrong(
                    "keeps a kind through a local variable",
                    "long local = va + 8; release(local);",
                    "argument",
                    "@VirtAddr",
                    "@Pfn"),
            wrong(
                    "uses a frame number after comparing it with a literal",
                    "if (pfn == 0) { touch(pfn); }",
                    "argument",
                    "@Pfn",
                    "@VirtAddr"),
            wrong(
                    "uses an inferred local after comparing it with a literal",
                    "long local = pfn; if (local == 0) { touch(local); }",
                    "argument",
                    "@Pfn",
                    "@VirtAddr"),
            wrong(
                    "uses a declared local after giving it a literal",
                    "@Pfn long first = 0; touch(first);",
                    "argument",
                    "@Pfn",
                    "@VirtAddr"),
            wrong("takes a constant of another kind", "touch(NO_PFN);", "argument", "@Pfn", "@VirtAddr"),
            wrong(
                    "returns a physical address for a virtual one",
                    "",
                    "return",
                    "@PhysAddr",
                    "@VirtAddr",
                    "@VirtAddr long same(@PhysAddr long address) { return address; }"),
            wrong(
                    "returns a frame number for a plain number",
                    "",
                    "return",
                    "@Pfn",
                    "@Plain",
                    "long strip() { return lastPfn; }"),
            wrong(
                    "implements a method for another kind",
                    "",
                    "override.param",
                    "@PhysAddr",
                    "@Pfn",
                    "interface Sink { void take(@Pfn long pfn); } static class Wrong implements Sink { public void take(@PhysAddr long pa) {} }"),
            wrong(
                    "gives a lambda's parameter to another kind",
                    "Sink sink = p -> touch(p);",
                    "argument",
                    "@Pfn",
                    "@VirtAddr",
                    "interface Sink { void take(@Pfn long pfn); }"),
            wrong(
                    "refers to a method of another kind",
                    "Sink sink = this::touch;",
                    "methodref.param",
                    "@Pfn",
                    "@VirtAddr",
                    "interface Sink { void take(@Pfn long pfn); }"),
            wrong(
                    "builds a record with a wrong kind",
                    "new Mapping(pa, pb);",
                    "argument",
                    "@PhysAddr",
                    "@VirtAddr",
                    "record Mapping(@VirtAddr long virtual, @PhysAddr long physical) {}"),
            wrong(
                    "gives two kinds to parameters of the same kind",
                    "raw = distance(va, pa);",
                    "comparison",
                    "@VirtAddr",
                    "@PhysAddr",
                    "static long distance(@SameKind long a, @SameKind long b) { return a - b; }"),
            wrong(
                    "puts a wrong kind into a generic box",
                    "Box<@Pfn Long> box = new Box<>(); box.value = pa;",
                    "assignment",
                    "@PhysAddr",
                    "@Pfn",
                    "static class Box<T> { T value; }"));

    @TestFactory
    Stream<DynamicTest> isRefusedForTheReasonMeant(@TempDir Path output) {
        List<Program> programs = PROGRAMS.stream().map(Wrong::program).toList();
        Map<String, List<String>> complaints = Compilation.complaints(output, sources(programs));
        return java.util.stream.IntStream.range(0, PROGRAMS.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        programs.get(i).title(),
                        () -> check(
                                PROGRAMS.get(i),
                                complaints.getOrDefault("/programs/Program" + i + ".java", List.of()))));
    }

    private static void check(Wrong wrong, List<String> complaints) {
        assertThat(complaints)
                .as(wrong.program().body() + wrong.program().members())
                .hasSize(1);
        assertThat(complaints.get(0))
                .containsPattern("^\\[(address:)?(address\\.)?(" + wrong.key().replace(".", "\\.") + ")")
                .contains(wrong.kinds());
    }

    /** The source of each program, under its number. */
    static List<javax.tools.JavaFileObject> sources(List<Program> programs) {
        List<javax.tools.JavaFileObject> sources = new ArrayList<>();
        for (Program program : programs) {
            sources.add(program.source(sources.size()));
        }
        return sources;
    }
}
