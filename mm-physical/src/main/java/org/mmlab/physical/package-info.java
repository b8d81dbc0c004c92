/** Physical memory management, from the firmware map to the last freed page. */
package org.mmlab.physical;
