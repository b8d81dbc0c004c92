/** The machine's virtual clock with its queue of events. */
package org.mmlab.hardware.clock;
