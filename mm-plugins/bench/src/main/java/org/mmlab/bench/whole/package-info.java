/** How long a whole machine takes: to boot, and to replay a program. */
package org.mmlab.bench.whole;
