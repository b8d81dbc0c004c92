/** Rules about the whole of mm that no single module can see: who may use whom, and what no class may use. */
package org.mmlab.architecture;
