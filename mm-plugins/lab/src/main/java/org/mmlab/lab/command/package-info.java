/**
 * The subcommands of {@code mm}: each reads its options, calls the room that does the work and prints what came of it. What can
 * go wrong through the user's fault, or a plug-in's, is told in a line for each error on the error stream; a stack trace means a bug of
 * this program ({@code docs/decisions/0004}).
 */
package org.mmlab.lab.command;
