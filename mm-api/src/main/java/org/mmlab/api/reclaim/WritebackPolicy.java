package org.mmlab.api.reclaim;

import org.mmlab.api.plugin.Policy;

/**
 * Decides when dirty pages of files are written. One instance a machine. It is told what happens and acts through its
 * {@link WritebackContext}, at once or later as an event on the virtual clock.
 *
 * <p>Built in: {@code flusher} (a thread for each device, Linux {@code fs/fs-writeback.c} and {@code mm/page-writeback.c}),
 * {@code pdflush} (Linux before 2.6.32).
 */
public interface WritebackPolicy extends Policy {
    /** Gives the policy its machine; called once. */
    void attach(WritebackContext context);

    /** A file that was clean has a dirty page now. Called in the middle of a fault or a write: nothing may be written yet. */
    void firstDirty();

    /** A dirty page was added. Called in the middle of a fault or a write: nothing may be written yet. */
    void dirtied();

    /**
     * A process has dirtied {@code pages} pages by write(2). Called where it can wait: time may pass and pages may be written.
     */
    void balance(int pages);

    /** Reclaim meets nothing but dirty pages that nobody writes. Called in the middle of reclaim: nothing may be written yet. */
    void reclaimWants();
}
