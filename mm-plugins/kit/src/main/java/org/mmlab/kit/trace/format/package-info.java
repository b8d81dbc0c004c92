/** The front door: opens a trace of any format, and tells by its content which one it is. */
package org.mmlab.kit.trace.format;
