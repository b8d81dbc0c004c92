/**
 * The family {@code buddy}: allocator scripts that ran inside quiet guests. A script starts with the whole state of the guest's
 * allocator (zones, pageblock types, what every frame is, ordered free lists, per-CPU lists); then each operation is replayed and its
 * outcome, the changed counts and the hash of the ordered lists compared. The vectors' format is documented with them, in
 * {@code physical.md}.
 */
package org.mmlab.lab.conform.buddy;
