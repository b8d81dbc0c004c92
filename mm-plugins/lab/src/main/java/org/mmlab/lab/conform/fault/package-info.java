/**
 * The families {@code fault} and {@code swap}: scripts of system calls and touches recorded on a running kernel, with every return
 * value, fault count, signal, page state and smaps total. What their documentation calls exact decides over a script; what it
 * calls weaker (large folios, PG_dirty, lazily freed pages, referenced) is compared too and counted apart.
 */
package org.mmlab.lab.conform.fault;
