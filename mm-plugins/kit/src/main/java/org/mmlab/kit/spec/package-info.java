/**
 * What a machine is made of, in text: {@link org.mmlab.kit.spec.MachineSpec} is the immutable, validated description;
 * {@link org.mmlab.kit.spec.SpecKey} lists every key with its default and documentation (the flags of {@code mm run} are the same
 * keys); {@link org.mmlab.kit.spec.SpecReader} turns YAML or flags into a spec and reports every error at once;
 * {@link org.mmlab.kit.spec.Viability} lists which choices go together.
 */
package org.mmlab.kit.spec;
