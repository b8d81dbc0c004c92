package org.mmlab.lab.script;

import java.util.List;

/**
 * A script.
 *
 * @param id its name
 * @param space which part of the address space it uses
 * @param hugePagesDisabled whether the first process has huge pages disabled (PR_SET_THP_DISABLE)
 * @param files files that are open before it begins
 * @param steps what is done
 */
public record Script(String id, Space space, boolean hugePagesDisabled, List<ScriptFile> files, List<Step> steps) {
    /** The part of the address space in which addresses count. */
    public enum Space {
        /** 256 MiB at 1 TiB. */
        WINDOW(256L << 20),
        /** 16 MiB from the start of the heap. */
        BRK(16L << 20);

        private final long bytes;

        Space(long bytes) {
            this.bytes = bytes;
        }

        /** Its length in bytes. */
        public long bytes() {
            return bytes;
        }
    }

    /** The lists are copied. */
    public Script {
        files = List.copyOf(files);
        steps = List.copyOf(steps);
    }
}
