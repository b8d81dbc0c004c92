/** The family {@code swap}: the scripts of {@link org.mmlab.lab.conform.fault} with a zram swap device. */
package org.mmlab.lab.conform.swap;
