/** The laboratory: the mm command, its experiments and its reports. */
package org.mmlab.lab;
