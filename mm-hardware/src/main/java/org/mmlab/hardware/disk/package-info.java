/**
 * Block devices with 4 KiB blocks: what they hold, how long they take, and their requests as events on the virtual clock.
 */
package org.mmlab.hardware.disk;
