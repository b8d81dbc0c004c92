/**
 * The nodes of a machine as two well-known tools print them: {@code numactl --hardware} and {@code numastat}. Both work on the text of
 * the node's files ({@link org.mmlab.kit.view.NodeFile}), as the tools themselves do.
 *
 * <p>Source: numactl 2.0's {@code numactl.c} ({@code hardware}, {@code print_distances}) and {@code numastat.c}
 * ({@code show_info_from_system_file}).
 */
package org.mmlab.lab.numa;
