package org.mmlab.api.address.checker;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/**
 * A small program for the checker: the statements of one method, with a value of each kind at hand.
 *
 * @param title what it does
 * @param body statements of the method
 * @param members further members of the class around it
 */
record Program(String title, String body, String members) {
    static Program of(String title, String body) {
        return new Program(title, body, "");
    }

    /** The source file, as class {@code ProgramN} of package {@code programs}. */
    SimpleJavaFileObject source(int number) {
        String text = """
                package programs;
                import java.util.*;
                import org.mmlab.api.address.qual.*;
                abstract class Program%d {
                    static final long PAGE_SIZE = 1L << 12;
                    static final long NOWHERE = -1L;
                    static final @Pfn long NO_PFN = -1L;
                    @Pfn long lastPfn;
                    long count;
                    @FrameIndex int[] free = new @FrameIndex int[8];
                    @PhysAddr long[] tables = new @PhysAddr long[8];
                    abstract void touch(@VirtAddr long va);
                    abstract void release(@Pfn long pfn);
                    abstract void add(long number);
                    abstract @Pfn long allocate();
                    %s
                    void run(@VirtAddr long va, @VirtAddr long vb, @PhysAddr long pa, @PhysAddr long pb,
                            @Pfn long pfn, @Pfn long end, @FrameIndex int index, long raw, int small, boolean flag) {
                        %s
                    }
                }
                """.formatted(number, members, body);
        return file("programs/Program" + number, text);
    }

    /** A source file of any content. */
    static SimpleJavaFileObject file(String path, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + path + ".java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
