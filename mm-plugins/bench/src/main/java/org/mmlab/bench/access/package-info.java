/** What an access costs once its page is there: through the TLB, and through the page table by a walk, format by format. */
package org.mmlab.bench.access;
