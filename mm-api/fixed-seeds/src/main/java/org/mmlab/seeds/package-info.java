/** Repeatable property tests: the extension of jqwik that gives each property a seed of its own. */
package org.mmlab.seeds;
