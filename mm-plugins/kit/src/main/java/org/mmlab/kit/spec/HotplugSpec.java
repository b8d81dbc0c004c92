package org.mmlab.kit.spec;

import org.mmlab.physical.hotplug.HotplugRules;

/**
 * Memory that can be plugged in while the machine runs.
 *
 * @param bytes most of it; 0 = none can be
 * @param onlinePolicy how the zone of a block is chosen
 * @param selfHosted whether blocks hold their own metadata
 */
public record HotplugSpec(long bytes, HotplugRules.Policy onlinePolicy, HotplugRules.SelfHosted selfHosted) {
    /** Whether memory can be plugged in at all. */
    public boolean possible() {
        return bytes != 0;
    }
}
