/**
 * Memory that is plugged into a machine and out of it again by a script of a line: what {@code mm boot --hotplug} takes.
 */
package org.mmlab.lab.hotplug;
