/**
 * Plug-ins by name. A policy is a public class with a public constructor without arguments, annotated with
 * {@link org.mmlab.api.plugin.PolicySpec} and named in {@code META-INF/services/<the SPI's interface>}; it is chosen by its
 * name, with parameters: {@code arc}, {@code 2q:in=0.25,out=0.5}. {@link org.mmlab.api.plugin.PolicyRegistry} finds all of
 * them; a duplicate or unknown name, and an unknown or out-of-range parameter, is an error that says what exists.
 */
package org.mmlab.api.plugin;
