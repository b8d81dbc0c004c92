/** Policies beyond the defaults of Linux. They see mm-api and nothing else: the proof that the SPI suffices. */
package org.mmlab.policies;
