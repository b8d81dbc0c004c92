/**
 * One contract for each SPI. A plug-in's author writes a test class that implements the contract's interface and supplies the
 * subject; JUnit and jqwik find the properties in it. Where the subject declares that it lacks something (large pages, a bit),
 * the properties about it hold trivially.
 */
package org.mmlab.tck.contract;
