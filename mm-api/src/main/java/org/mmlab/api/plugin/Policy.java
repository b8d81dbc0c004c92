package org.mmlab.api.plugin;

/**
 * What every plug-in is: one instance is made for each use (one machine, one node, one zone, as its SPI says), first
 * {@link #configure configured}, then attached to its context by the SPI's own method. Instances share nothing; all calls come
 * from the machine's thread.
 */
public interface Policy {
    /**
     * Gives the policy its parameters, already checked against its {@link PolicySpec}; called once, before anything else. The
     * default takes no notice of them.
     *
     * @throws PolicyException where parameters are right one by one but not together
     */
    default void configure(PolicyParameters parameters) {}
}
