package org.mmlab.kit.spec;

import org.mmlab.api.plugin.PolicyReference;

/**
 * Virtual memory management.
 *
 * @param vmaIndex index of areas
 * @param unmappedArea placement of areas
 * @param thp huge-page policy
 * @param faultAround what a file fault maps along
 */
public record VirtualSpec(
        PolicyReference vmaIndex, PolicyReference unmappedArea, PolicyReference thp, PolicyReference faultAround) {}
