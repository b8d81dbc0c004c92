/** Policies that count uses: exactly and for as long as a page is resident (LFU), or roughly and for all pages (W-TinyLFU). */
package org.mmlab.policies.replacement.frequency;
