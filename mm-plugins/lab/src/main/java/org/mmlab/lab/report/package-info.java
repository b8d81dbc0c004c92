/**
 * Results as tables of named figures, printed as text for people, JSON or CSV for programs. The order is that of insertion, so the
 * same run prints the same bytes.
 */
package org.mmlab.lab.report;
