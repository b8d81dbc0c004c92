/**
 * The family {@code vma}: scripts of system calls recorded on a running kernel, with every return value, errno and signal, and the
 * complete list of areas after each step.
 */
package org.mmlab.lab.conform.vma;
