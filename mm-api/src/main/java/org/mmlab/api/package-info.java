/** What every module and every plug-in shares: SPIs, value types, primitives. No Guice, no logging. */
package org.mmlab.api;
