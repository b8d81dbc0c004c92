/**
 * A recorded program on a simulated machine. A trace shows pages and what was done to them, not how the program had mapped them;
 * {@link org.mmlab.kit.replay.ProgramLayout} reads it once and makes plausible areas of it, {@link org.mmlab.kit.replay.Replay}
 * maps them into a process and drives every reference through CPU, MMU, faults and reclaim.
 */
package org.mmlab.kit.replay;
