package org.mmlab.lab.script;

/**
 * An area as vectors record it; {@link #toString} has their form.
 *
 * @param start offset of its first byte from the window's base
 * @param end offset of the byte after its last
 * @param rights as in {@code /proc/PID/maps}
 * @param offset offset in the file in bytes; 0 for private anonymous memory
 * @param backing anon, heap, fK for a file of the script, or sK for the K-th shared anonymous object
 * @param flags the codes of smaps' line VmFlags
 */
public record AreaRecord(long start, long end, String rights, long offset, String backing, String flags) {
    @Override
    public String toString() {
        return "[" + start + ", " + end + ", " + rights + ", " + offset + ", " + backing + ", " + flags + "]";
    }
}
