/**
 * The compile-time checker that keeps the kinds of address apart: a plug-in of the Checker Framework.
 *
 * <p>{@link org.mmlab.api.address.checker.KindAlgebra} holds the rules; the rest applies them to Java. Main code of
 * every module is compiled with {@link org.mmlab.api.address.checker.MainCodeChecker}, which adds nullness.
 */
package org.mmlab.api.address.checker;
