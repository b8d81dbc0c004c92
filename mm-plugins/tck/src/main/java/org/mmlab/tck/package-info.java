/** The published suites: one contract for every SPI, which the author of a plug-in inherits in a test of his own. */
package org.mmlab.tck;
