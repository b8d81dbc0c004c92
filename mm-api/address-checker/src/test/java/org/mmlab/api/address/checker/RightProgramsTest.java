package org.mmlab.api.address.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Programs that respect kinds: all compile without an error or a warning. */
class RightProgramsTest {
    private static final List<Program> PROGRAMS = List.of(
            Program.of(
                    "adds an offset to each kind",
                    "va = va + PAGE_SIZE; pa = pa + 8; pfn = pfn + raw; index = index + 1;"),
            Program.of("adds an address to an offset", "va = raw + va; pfn = 1 + pfn;"),
            Program.of("subtracts an offset", "va = va - PAGE_SIZE; pfn = pfn - raw;"),
            Program.of(
                    "takes the difference of one kind", "raw = vb - va; count = end - pfn; small = index - free[0];"),
            Program.of("moves an address in place", "va += PAGE_SIZE; pfn++; --index; pa -= raw; raw += end - pfn;"),
            Program.of("takes the offset in a page", "raw = va & 4095L; raw = pa & (PAGE_SIZE - 1);"),
            Program.of(
                    "takes the start of the page",
                    "touch(va & ~4095L); va &= ~(PAGE_SIZE - 1); pa = pa & 0xFFFF_F000L; va &= 0xFFFF_FFFF_0000_0000L; va = -PAGE_SIZE & va;"),
            Program.of("sets low bits", "pa = pa | 7; pa |= raw;"),
            Program.of("finds the buddy of a frame", "release(pfn ^ (1L << small)); raw = pfn ^ end;"),
            Program.of("takes a table index out of an address", "small = (int) (va >>> 39) & 511; raw = va >>> 12;"),
            Program.of("numbers the pageblock of a frame", "raw = pfn >> 9; raw = pfn / 512; raw = pfn % 512;"),
            Program.of(
                    "compares within a kind",
                    "flag = va == vb; flag = pfn < end; flag = pa >= pb; flag = index != free[1];"),
            Program.of("orders virtual addresses without sign", "flag = Long.compareUnsigned(va, vb) < 0;"),
            Program.of(
                    "compares with literals and constants",
                    "flag = va == 0; flag = pfn != NOWHERE; flag = pfn == NO_PFN; flag = pa < PAGE_SIZE;"),
            Program.of(
                    "takes literals for any kind",
                    "touch(0xFFFF_8000_0000_0000L); release(7); tables[0] = 0; lastPfn = NOWHERE; touch(Long.MIN_VALUE); release(Integer.MAX_VALUE);"),
            Program.of("counts a frame number from a literal", "for (long p = 0; p < end; p++) { release(p); }"),
            Program.of("walks a range of frames", "for (@Pfn long p = pfn; p < end; p++) { release(p); }"),
            Program.of(
                    "infers the kind of a local variable",
                    "long local = pa + 8; pb = local; var next = allocate(); release(next);"),
            Program.of(
                    "re-uses a local variable for another kind",
                    "long local = pfn; release(local); local = va; touch(local);"),
            Program.of("keeps the kind through a change of width", "index = (int) (index + 1L); pfn = (long) pfn;"),
            Program.of(
                    "indexes an array by a frame index or a plain number",
                    "index = free[index]; pa = tables[small]; pa = tables[(int) (va >>> 12) & 7];"),
            Program.of(
                    "prints addresses",
                    "String s = \"at \" + va + pfn; s = String.format(\"%x %d\", va, pfn); s += pa; System.out.println(pa); s = Long.toHexString(va);"),
            Program.of("chooses within a kind", "release(flag ? pfn : end); touch(flag ? va : 0);"),
            Program.of(
                    "takes the least and greatest of a kind",
                    "release(Math.min(pfn, end)); pa = Math.max(pa, PAGE_SIZE);"),
            Program.of(
                    "fills, copies and prints arrays",
                    "Arrays.fill(tables, pa); tables = Arrays.copyOf(tables, 9); Arrays.fill(free, 0); String s = Arrays.toString(tables); System.arraycopy(free, 0, free, 1, 2);"),
            Program.of(
                    "keeps addresses in collections",
                    "List<@Pfn Long> list = new ArrayList<>(); list.add(pfn); release(list.get(0)); for (long p : list) { release(p); }"),
            Program.of(
                    "computes with plain numbers",
                    "raw = raw * 3 / 2 - (raw << 4) + (raw >> 1); small = -small; small *= 2; raw = ~raw; double d = raw * 1.5; flag = raw < small && !flag;"),
            Program.of("makes a ratio of an address", "double share = (double) pfn / 100;"),
            Program.of("compares a boxed address", "Long boxed = pfn; flag = boxed.equals(end); Object o = va;"),
            Program.of(
                    "takes a switch over kinds that agree",
                    "release(switch (small) { case 0 -> pfn; case 1 -> end; default -> 0; });"),
            Program.of(
                    "computes with short types", "byte b = 3; char c = 'x'; short t = b; raw = b + c + t; small = c;"),
            Program.of(
                    "throws with an address in the message",
                    "if (flag) { throw new IllegalStateException(\"no frame \" + pfn); }"),
            new Program(
                    "rounds any kind up in a method for the same kind",
                    "touch(up(va)); release(up(pfn));",
                    "static @SameKind long up(@SameKind long a) { return (a + 7) & ~7L; }"),
            new Program(
                    "maps with a functional interface",
                    "Walk walk = v -> tables[(int) (v >>> 12) & 7]; pa = walk.physical(va); Walk other = this::find; ",
                    "interface Walk { @PhysAddr long physical(@VirtAddr long va); } @PhysAddr long find(@VirtAddr long va) { return tables[0]; }"),
            new Program(
                    "carries kinds in a record",
                    "Mapping m = new Mapping(va, pa); touch(m.virtual()); pa = m.physical() + 8;",
                    "record Mapping(@VirtAddr long virtual, @PhysAddr long physical) {}"),
            new Program(
                    "carries a kind in a generic class",
                    "Box<@Pfn Long> box = new Box<>(pfn); release(box.value);",
                    "static class Box<T> { T value; Box(T value) { this.value = value; } }"),
            new Program(
                    "computes a constant from constants",
                    "touch(BASE); add(BASE);",
                    "static final long BASE = PAGE_SIZE * 4 + (1L << 40);"));

    @TestFactory
    Stream<DynamicTest> compiles(@TempDir Path output) {
        Map<String, List<String>> complaints = Compilation.complaints(output, WrongProgramsTest.sources(PROGRAMS));
        return IntStream.range(0, PROGRAMS.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        PROGRAMS.get(i).title(),
                        () -> assertThat(complaints.getOrDefault("/programs/Program" + i + ".java", List.of()))
                                .isEmpty()));
    }

    private static final String CONVERSION = """
            package org.mmlab.api.address;
            import org.mmlab.api.address.qual.*;
            final class %s {
                static @Pfn long pfn(long number) { return number; }
                static long raw(@AnyKind long address) { return address; }
                static @Pfn long toPfn(@PhysAddr long pa) { return pa >>> 12; }
            }
            """;

    @Test
    void onlyAddressesMayConvert(@TempDir Path output) {
        var source = Program.file("org/mmlab/api/address/Addresses", CONVERSION.formatted("Addresses"));
        assertThat(Compilation.complaints(output, List.of(source))).isEmpty();

        source = Program.file("org/mmlab/api/address/Conversions", CONVERSION.formatted("Conversions"));
        assertThat(Compilation.complaints(output, List.of(source)).get("/org/mmlab/api/address/Conversions.java"))
                .hasSize(3);
    }
}
