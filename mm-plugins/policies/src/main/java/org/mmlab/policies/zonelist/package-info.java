/**
 * Orders in which the nodes are asked for memory, other than Linux's by distance: what an order by distance is worth can only be seen
 * beside one that knows none.
 */
package org.mmlab.policies.zonelist;
