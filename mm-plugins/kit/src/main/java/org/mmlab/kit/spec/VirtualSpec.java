package org.mmlab.kit.spec;

import org.mmlab.api.plugin.PolicyReference;
import org.mmlab.virtual.mm.VmSettings;

/**
 * Virtual memory management.
 *
 * @param vmaIndex index of areas
 * @param unmappedArea placement of areas
 * @param overcommit which promises of memory are made
 * @param thp huge-page policy
 * @param faultAround what a file fault maps along
 * @param faultHandler what fills backed regions
 */
public record VirtualSpec(
        PolicyReference vmaIndex,
        PolicyReference unmappedArea,
        VmSettings.Overcommit overcommit,
        PolicyReference thp,
        PolicyReference faultAround,
        PolicyReference faultHandler) {}
