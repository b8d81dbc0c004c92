package org.mmlab.api.virtual;

import org.mmlab.api.plugin.Policy;

/**
 * Decides which neighbours a read fault on a file mapping maps as well, if they are cached (Linux: {@code do_fault_around} in
 * {@code mm/memory.c}). One instance a machine, without state: the same question has the same answer.
 *
 * <p>Called at a read fault of a mapped file page that is not yet mapped, before the page itself is looked for. Both answers are
 * page numbers; the machine clips them to the area, to the page table of the fault and to the end of the file, and maps only
 * what is cached, up to date and not marked for readahead.
 */
public interface FaultAround extends Policy {
    /**
     * The first page of the window.
     *
     * @param page the faulting page's number (virtual address over page size)
     * @param areaFirst the first page of the area
     * @param areaEnd the page behind the area's last
     */
    long firstPage(long page, long areaFirst, long areaEnd);

    /**
     * How many pages the window holds, 1 and up; 1 = nothing but the faulting page, which needs no window.
     *
     * @param page the faulting page's number
     * @param areaFirst the first page of the area
     * @param areaEnd the page behind the area's last
     */
    int pages(long page, long areaFirst, long areaEnd);
}
