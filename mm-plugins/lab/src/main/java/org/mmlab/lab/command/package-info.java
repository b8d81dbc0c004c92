/**
 * The subcommands of {@code mm}: each reads its options, calls the room that does the work and prints what came of it. What can
 * go wrong through the user's fault is one line on the error stream; a stack trace means a bug of this program.
 */
package org.mmlab.lab.command;
