package org.mmlab.hardware.bus;

import java.util.EnumMap;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.mmlab.hardware.ram.Ram;

/** The bus of a machine: a port for each kind of initiator, all leading to one RAM. Confined to the machine's thread. */
public final class Bus {
    private final Ram ram;
    private final Map<Initiator, BusPort> ports = new EnumMap<>(Initiator.class);

    /** A bus to {@code ram}, without a log. */
    public Bus(Ram ram) {
        this.ram = ram;
        for (Initiator initiator : Initiator.values()) {
            ports.put(initiator, new BusPort(initiator, ram));
        }
    }

    /** The memory at the other end, for whoever looks without making a cycle: tests, reports. */
    public Ram ram() {
        return ram;
    }

    /** The way to memory for an initiator. Keep it: the look-up is not for the hot path. */
    public BusPort port(Initiator initiator) {
        BusPort port = ports.get(initiator);
        if (port == null) {
            throw new IllegalStateException("the bus has no port for " + initiator);
        }
        return port;
    }

    /** Records every cycle in {@code log}; null turns it off. */
    public void logTo(@Nullable AccessLog log) {
        for (BusPort port : ports.values()) {
            port.logTo(log);
        }
    }
}
