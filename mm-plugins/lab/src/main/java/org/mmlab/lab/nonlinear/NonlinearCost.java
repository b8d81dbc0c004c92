package org.mmlab.lab.nonlinear;

/**
 * What one way of mapping a file in random order cost.
 *
 * @param pages pages of the file, all mapped
 * @param way {@code areas} (Linux since 4.0) or {@code nonlinear} (before)
 * @param refused calls that failed with ENOMEM, for too many areas
 * @param areas areas in the end
 * @param areaBytes memory of these areas
 * @param tableBytes memory of page tables
 * @param setupWords words of page tables that the kernel read and wrote for all calls
 * @param setupNs simulated nanoseconds of all calls
 * @param wrong pages that did not hold what the file has there
 * @param rmapWords words of page tables read and written to unmap one frame, the mean of a sample
 * @param truncateWords words of page tables read and written to cut off the last eighth of the file
 */
public record NonlinearCost(
        int pages,
        String way,
        long refused,
        long areas,
        long areaBytes,
        long tableBytes,
        long setupWords,
        long setupNs,
        long wrong,
        long rmapWords,
        long truncateWords) {}
