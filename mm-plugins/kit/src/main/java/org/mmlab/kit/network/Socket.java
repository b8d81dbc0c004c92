package org.mmlab.kit.network;

import java.util.ArrayDeque;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;

/** The packets that wait for one program. */
public final class Socket {
    static final int EMPTY = -1;

    private final SocketBuffers.Kind kind;
    private final ArrayDeque<Integer> pages = new ArrayDeque<>();

    /** A socket without packets. */
    public Socket(SocketBuffers.Kind kind) {
        this.kind = kind;
    }

    /** Whether it may use the reserves. */
    public SocketBuffers.Kind kind() {
        return kind;
    }

    /** Packets that wait. */
    public int waiting() {
        return pages.size();
    }

    void queue(@FrameIndex int page) {
        pages.add(Addresses.rawFrame(page));
    }

    int poll() {
        Integer page = pages.poll();
        return page == null ? EMPTY : page;
    }
}
