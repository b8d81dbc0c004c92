package org.mmlab.kit.network;

import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.memory.Gfp;
import org.mmlab.physical.page.PhysicalMemory;

/**
 * Receives packets into pages of the machine. The driver does not know for whom a packet is before it has it, and so may use all
 * reserves for each; pages from the reserves are marked, and a marked packet that turns out to be for an ordinary socket is dropped,
 * whose sender will send it again. A socket that helps to free memory, {@code SOCK_MEMALLOC}, gets it (Linux:
 * {@code __dev_alloc_pages}, {@code skb_pfmemalloc}, {@code sk_filter_trim_cap}).
 */
public final class SocketBuffers {
    /** A request from interrupt context that may use all reserves. */
    public static final int RECEIVE = Gfp.ATOMIC | Gfp.NOWARN | Gfp.COMP | Gfp.MEMALLOC;

    private final PhysicalMemory memory;
    private long marked;

    /** Buffers in a machine's memory. */
    public SocketBuffers(PhysicalMemory memory) {
        this.memory = memory;
    }

    /** Whether a socket helps to free memory. */
    public enum Kind {
        /** It does not. */
        ORDINARY,
        /** It does, and may use the reserves for that (Linux: {@code SOCK_MEMALLOC}). */
        MEMALLOC
    }

    /** What became of a packet. */
    public enum Verdict {
        /** It waits in its socket. */
        DELIVERED,
        /** It lay in memory of the reserves and was not for a socket that may use them (Linux: {@code LINUX_MIB_PFMEMALLOCDROP}). */
        DROPPED,
        /** Even the reserves were empty. */
        NO_MEMORY
    }

    /** Receives a packet of a page for a socket. */
    public Verdict receive(Socket socket) {
        @FrameIndex int page = memory.allocate(
                RECEIVE, 0, memory.nodes().nodeOfCpu(memory.cpu().id()));
        if (page == Addresses.NO_FRAME) {
            return Verdict.NO_MEMORY;
        }
        boolean fromReserves = memory.isPfmemalloc(page);
        marked += fromReserves ? 1 : 0;
        if (fromReserves && socket.kind() == Kind.ORDINARY) {
            memory.free(page, 0);
            return Verdict.DROPPED;
        }
        socket.queue(page);
        return Verdict.DELIVERED;
    }

    /** Lets the program behind a socket read all that waits there; its pages are free again. */
    public void readAll(Socket socket) {
        for (int page = socket.poll(); page != Socket.EMPTY; page = socket.poll()) {
            memory.free(Addresses.frame(page), 0);
        }
    }

    /** Packets so far that came into memory of the reserves. */
    public long marked() {
        return marked;
    }
}
