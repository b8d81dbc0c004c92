/**
 * The family {@code boot}: recorded boots of Linux guests. From what firmware, command line and topology say, and from the pages that
 * were reserved, everything that a kernel computes about its zones is computed again and compared, at boot and after every setting that
 * was written. The format is documented with the vectors ({@code physical.md}), the rules in {@code formulas.md}.
 */
package org.mmlab.lab.conform.boot;
