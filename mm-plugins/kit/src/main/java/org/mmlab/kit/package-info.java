/** The composition root: a validated specification becomes a machine, a trace becomes its work. */
package org.mmlab.kit;
