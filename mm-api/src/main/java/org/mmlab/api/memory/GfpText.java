package org.mmlab.api.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mmlab.api.KernelVersion;
import org.mmlab.api.plugin.Suggestions;

/**
 * GFP masks as text. A text is names joined by {@code |}: single flags as {@code ZERO} or {@code __GFP_ZERO}, combinations as
 * {@code GFP_KERNEL}, bits as {@code 0xcc0}; a {@code -} before a name clears its bits. Masks are written as the kernel's {@code %pGg} does.
 */
public final class GfpText {
    private static final String FLAG_PREFIX = "__GFP_";
    private static final Map<String, Integer> COMBINATIONS = combinations();
    private static final Map<String, Integer> FLAGS = flags();

    private GfpText() {}

    /** The order is that in which the kernel takes names out of a mask ({@code include/trace/events/mmflags.h}). */
    private static Map<String, Integer> combinations() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("GFP_TRANSHUGE", Gfp.TRANSHUGE);
        map.put("GFP_TRANSHUGE_LIGHT", Gfp.TRANSHUGE_LIGHT);
        map.put("GFP_HIGHUSER_MOVABLE", Gfp.HIGHUSER_MOVABLE);
        map.put("GFP_HIGHUSER", Gfp.HIGHUSER);
        map.put("GFP_USER", Gfp.USER);
        map.put("GFP_KERNEL_ACCOUNT", Gfp.KERNEL_ACCOUNT);
        map.put("GFP_KERNEL", Gfp.KERNEL);
        map.put("GFP_NOFS", Gfp.NOFS);
        map.put("GFP_ATOMIC", Gfp.ATOMIC);
        map.put("GFP_NOIO", Gfp.NOIO);
        map.put("GFP_NOWAIT", Gfp.NOWAIT);
        map.put("GFP_DMA", Gfp.DMA);
        map.put("GFP_DMA32", Gfp.DMA32);
        return Collections.unmodifiableMap(map);
    }

    private static Map<String, Integer> flags() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("HIGHMEM", Gfp.HIGHMEM);
        map.put("HIGH", Gfp.HIGH);
        map.put("IO", Gfp.IO);
        map.put("FS", Gfp.FS);
        map.put("NOWARN", Gfp.NOWARN);
        map.put("RETRY_MAYFAIL", Gfp.RETRY_MAYFAIL);
        map.put("NOFAIL", Gfp.NOFAIL);
        map.put("NORETRY", Gfp.NORETRY);
        map.put("COMP", Gfp.COMP);
        map.put("ZERO", Gfp.ZERO);
        map.put("NOMEMALLOC", Gfp.NOMEMALLOC);
        map.put("MEMALLOC", Gfp.MEMALLOC);
        map.put("HARDWALL", Gfp.HARDWALL);
        map.put("THISNODE", Gfp.THISNODE);
        map.put("RECLAIMABLE", Gfp.RECLAIMABLE);
        map.put("MOVABLE", Gfp.MOVABLE);
        map.put("ACCOUNT", Gfp.ACCOUNT);
        map.put("WRITE", Gfp.WRITE);
        map.put("RECLAIM", Gfp.RECLAIM);
        map.put("DIRECT_RECLAIM", Gfp.DIRECT_RECLAIM);
        map.put("KSWAPD_RECLAIM", Gfp.KSWAPD_RECLAIM);
        map.put("ZEROTAGS", Gfp.ZEROTAGS);
        map.put("DMA", Gfp.DMA);
        map.put("DMA32", Gfp.DMA32);
        map.put("NO_OBJ_EXT", Gfp.NO_OBJ_EXT);
        map.put("SKIP_ZERO", Gfp.SKIP_ZERO);
        map.put("SKIP_KASAN", Gfp.SKIP_KASAN);
        map.put("NOLOCKDEP", Gfp.NOLOCKDEP);
        return Collections.unmodifiableMap(map);
    }

    /** The name of every single flag, without its prefix, and of {@code RECLAIM}, in the kernel's order; names without a bit have mask 0. */
    public static Map<String, Integer> flagNames() {
        return FLAGS;
    }

    /** The name of every combination, in the kernel's order. */
    public static Map<String, Integer> combinationNames() {
        return COMBINATIONS;
    }

    /**
     * The mask of a text.
     *
     * @throws IllegalArgumentException that names the unknown word and what exists
     */
    public static int parse(String text) {
        int mask = 0;
        for (String word : text.split("\\|", -1)) {
            String name = word.trim();
            if (name.matches("0x[0-9a-fA-F]{1,8}")) {
                mask |= Integer.parseUnsignedInt(name.substring(2), 16);
            } else if (name.startsWith("-")) {
                mask &= ~bits(name.substring(1));
            } else {
                mask |= bits(name);
            }
        }
        return mask;
    }

    /** As {@link #parse(String)}, with the bits of a kernel release: before 6.3, {@code GFP_ATOMIC} had a bit of its own. */
    public static int parse(String text, KernelVersion kernel) {
        boolean atomic = !kernel.atLeast(KernelVersion.V6_12)
                && List.of(text.split("\\|", -1)).contains("GFP_ATOMIC");
        return parse(text) | (atomic ? Gfp.ATOMIC_BIT_6_1 : 0);
    }

    private static int bits(String name) {
        String bare = name.startsWith(FLAG_PREFIX) ? name.substring(FLAG_PREFIX.length()) : name;
        Integer bits = name.startsWith("GFP_") ? COMBINATIONS.get(name) : FLAGS.get(bare);
        if (bits == null) {
            Map<String, Integer> known = name.startsWith("GFP_") ? COMBINATIONS : FLAGS;
            throw new IllegalArgumentException(Suggestions.unknown("GFP flag", name, known.keySet()));
        }
        return bits;
    }

    /** A mask as the kernel writes it: combinations that it contains, the largest first, then flags; {@code 0} for none. */
    public static String format(int gfp) {
        StringBuilder text = new StringBuilder();
        int left = take(COMBINATIONS, "", gfp, text);
        left = take(FLAGS, FLAG_PREFIX, left, text);
        if (left != 0 || text.length() == 0) {
            join(text, left == 0 ? "0" : "0x" + Integer.toHexString(left));
        }
        return text.toString();
    }

    private static int take(Map<String, Integer> names, String prefix, int gfp, StringBuilder text) {
        int left = gfp;
        for (Map.Entry<String, Integer> name : names.entrySet()) {
            int bits = name.getValue();
            if (bits != 0 && (left & bits) == bits) {
                join(text, prefix + name.getKey());
                left &= ~bits;
            }
        }
        return left;
    }

    private static void join(StringBuilder text, String name) {
        text.append(text.length() == 0 ? "" : "|").append(name);
    }
}
