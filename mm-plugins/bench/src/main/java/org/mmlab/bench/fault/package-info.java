/**
 * What an access costs whose page is not there or may not be written yet: minor faults of each kind, the break of copy-on-write,
 * and a page that comes back from swap while another one goes (Linux: {@code mm/memory.c}, {@code mm/vmscan.c}).
 */
package org.mmlab.bench.fault;
