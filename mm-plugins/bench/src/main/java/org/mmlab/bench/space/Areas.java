package org.mmlab.bench.space;

import org.mmlab.api.translation.Access;
import org.mmlab.kit.machine.Process;

/** Memory of processes that is mapped and there. */
final class Areas {
    static final int PAGE_BYTES = 4096;

    private Areas() {}

    /** Maps that much anonymous memory and writes each page; gives its address. */
    static long mapAndWrite(Process process, long bytes) {
        long area = process.mmap(bytes, "rw-");
        for (long offset = 0; offset < bytes; offset += PAGE_BYTES) {
            process.touch(area + offset, Access.WRITE);
        }
        return area;
    }
}
