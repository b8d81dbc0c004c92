/**
 * From a {@link org.mmlab.kit.spec.MachineSpec} to a running {@link org.mmlab.kit.machine.Machine}:
 * {@link org.mmlab.kit.machine.MachineFactory} is the composition root, the one place where the modules of mm are joined. Small
 * adapters give each module what it needs of the others.
 */
package org.mmlab.kit.machine;
