/**
 * Counters and events. {@link org.mmlab.api.event.VmStat} is the machine's {@code /proc/vmstat}; an
 * {@link org.mmlab.api.event.EventSink} sees single events, and is a null object when nobody looks.
 */
package org.mmlab.api.event;
