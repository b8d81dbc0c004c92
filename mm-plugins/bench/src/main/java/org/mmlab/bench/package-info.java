/** How fast it is: a JMH benchmark for each question. */
package org.mmlab.bench;
