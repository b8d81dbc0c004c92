package org.mmlab.kit.spec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.mmlab.api.memory.BootAllocator;
import org.mmlab.api.memory.FrameAllocator;
import org.mmlab.api.memory.MemoryModel;
import org.mmlab.api.memory.MemoryPolicy;
import org.mmlab.api.memory.ZonelistPolicy;
import org.mmlab.api.plugin.Policy;
import org.mmlab.api.plugin.PolicyRegistry;
import org.mmlab.api.reclaim.OomPolicy;
import org.mmlab.api.reclaim.Readahead;
import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.api.reclaim.WritebackPolicy;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.api.virtual.FaultAround;
import org.mmlab.api.virtual.FaultHandler;
import org.mmlab.api.virtual.HugePagePolicy;
import org.mmlab.api.virtual.UnmappedArea;
import org.mmlab.api.virtual.VmaIndex;

/** Every SPI and the key of a spec that chooses among its plug-ins. */
public final class PolicyCatalog {
    private static final Map<SpecKey, Class<? extends Policy>> SPIS = spis();

    private PolicyCatalog() {}

    private static Map<SpecKey, Class<? extends Policy>> spis() {
        Map<SpecKey, Class<? extends Policy>> spis = new EnumMap<>(SpecKey.class);
        spis.put(SpecKey.PAGE_TABLE, PageTableFormat.class);
        spis.put(SpecKey.MODEL, MemoryModel.class);
        spis.put(SpecKey.BOOT_ALLOCATOR, BootAllocator.class);
        spis.put(SpecKey.ALLOCATOR, FrameAllocator.class);
        spis.put(SpecKey.ZONELIST, ZonelistPolicy.class);
        spis.put(SpecKey.MEMPOLICY, MemoryPolicy.class);
        spis.put(SpecKey.VMA_INDEX, VmaIndex.class);
        spis.put(SpecKey.UNMAPPED_AREA, UnmappedArea.class);
        spis.put(SpecKey.THP, HugePagePolicy.class);
        spis.put(SpecKey.FAULT_AROUND, FaultAround.class);
        spis.put(SpecKey.FAULT_HANDLER, FaultHandler.class);
        spis.put(SpecKey.RECLAIM, ReplacementPolicy.class);
        spis.put(SpecKey.READAHEAD, Readahead.class);
        spis.put(SpecKey.SWAP_BACKEND, SwapBackend.class);
        spis.put(SpecKey.WRITEBACK, WritebackPolicy.class);
        spis.put(SpecKey.OOM, OomPolicy.class);
        return Collections.unmodifiableMap(spis);
    }

    /** The SPIs by the key that chooses, in the order of the keys. */
    public static Map<SpecKey, Class<? extends Policy>> all() {
        return SPIS;
    }

    /** The SPI that a key chooses from. */
    public static Class<? extends Policy> spi(SpecKey key) {
        Class<? extends Policy> spi = SPIS.get(key);
        if (spi == null) {
            throw new IllegalArgumentException("key " + key.key() + " chooses no plug-in");
        }
        return spi;
    }

    /**
     * The plug-ins of the class path.
     *
     * @throws org.mmlab.api.plugin.PolicyException with every registration error
     */
    public static PolicyRegistry registry() {
        PolicyRegistry.Builder builder = PolicyRegistry.builder();
        SPIS.forEach((key, spi) -> add(builder, key, spi));
        return builder.build();
    }

    private static <P extends Policy> void add(PolicyRegistry.Builder builder, SpecKey key, Class<P> spi) {
        builder.spi(key.key(), spi);
    }
}
