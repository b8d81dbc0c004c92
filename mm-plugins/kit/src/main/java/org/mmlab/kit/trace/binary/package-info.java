/**
 * Traces that are nothing but keys, each the same number of bytes.
 *
 * <p>Such a file says nothing about itself. {@link org.mmlab.kit.trace.binary.KeyWidthGuess} can often tell how wide its keys
 * are by where values come back; signs and byte order it cannot tell, and does not need to: they rename the keys one to one,
 * and no policy looks at a key's value.
 */
package org.mmlab.kit.trace.binary;
