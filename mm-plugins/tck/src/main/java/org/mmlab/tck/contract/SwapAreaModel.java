package org.mmlab.tck.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmlab.api.address.Addresses;
import org.mmlab.api.address.qual.FrameIndex;
import org.mmlab.api.reclaim.SwapBackend;
import org.mmlab.api.reclaim.SwapContext;
import org.mmlab.tck.contract.SwapBackendContract.Transfer;

/** What each slot of an area should hold, beside the area; also the device and the memory that the backend works with. */
final class SwapAreaModel implements SwapContext {
    private static final int FRAMES = 4;
    private static final int DISTINCT_BYTES = 64;
    private static final long TRANSFER_NS = 1000;

    private final SwapBackend backend;
    private final int pages;
    private final byte[][] frames = new byte[FRAMES][Addresses.PAGE_SIZE];
    private final Map<Long, byte[]> device = new TreeMap<>();
    private final TreeMap<Integer, Integer> stampOf = new TreeMap<>(); // by slot in use
    private int stamps;
    private long nowNs;

    private SwapAreaModel(SwapBackend backend, int pages) {
        this.backend = backend;
        this.pages = pages;
    }

    /** An empty area of so many pages, with its backend attached. */
    static SwapAreaModel of(SwapBackend backend, int pages) {
        SwapAreaModel model = new SwapAreaModel(backend, pages);
        backend.attach(model);
        if (backend.slots() < 1 || backend.slots() > pages) {
            throw Subject.wrong(backend, "slots() gave " + backend.slots() + " for an area of " + pages + " pages");
        }
        return model;
    }

    void apply(Transfer transfer) {
        nowNs += TRANSFER_NS;
        switch (transfer.kind()) {
            case STORE -> store(1 << transfer.order(), transfer.choice());
            case REWRITE -> chosen(transfer).forEach(slot -> write(slot, transfer.choice()));
            case READ -> chosen(transfer).forEach(slot -> read(slot, transfer.choice()));
            case FREE -> chosen(transfer).forEach(this::free);
        }
    }

    /** A slot in use, or none where there is none. */
    private List<Integer> chosen(Transfer transfer) {
        List<Integer> used = new ArrayList<>(stampOf.keySet());
        return used.isEmpty() ? used : List.of(used.get(transfer.choice() % used.size()));
    }

    private void store(int count, int choice) {
        int slot = take(count);
        for (int each = slot; slot != SwapBackend.NO_SLOT && each < slot + count; each++) {
            write(each, choice);
        }
    }

    private int take(int count) {
        int slot = backend.allocate(count);
        if (slot == SwapBackend.NO_SLOT) {
            if (count == 1 && stampOf.size() < backend.slots() - 1) {
                throw Subject.wrong(
                        backend,
                        "allocate(1) found no slot with " + stampOf.size() + " in use of " + backend.slots()
                                + ", one of them the header's");
            }
            return slot;
        }
        String what = "allocate(" + count + ") gave slot " + slot;
        if (slot < 1 || slot + count > backend.slots() || slot % count != 0) {
            throw Subject.wrong(
                    backend, what + ", which is the header's, not aligned, or not in an area of " + backend.slots());
        }
        for (int each = slot; each < slot + count; each++) {
            if (stampOf.put(each, 0) != null) {
                throw Subject.wrong(backend, what + ", but slot " + each + " is in use");
            }
        }
        return slot;
    }

    private void free(int slot) {
        stampOf.remove(slot);
        backend.free(slot);
    }

    private void write(int slot, int choice) {
        int frame = choice % FRAMES;
        stampOf.put(slot, ++stamps);
        stamp(frames[frame], stamps);
        done("write", slot, backend.write(slot, Addresses.frame(frame)));
        stamp(frames[frame], 0);
    }

    private void read(int slot, int choice) {
        Integer wanted = stampOf.get(slot);
        int frame = choice % FRAMES;
        stamp(frames[frame], -1);
        done("read", slot, backend.read(slot, Addresses.frame(frame)));
        byte[] right = new byte[Addresses.PAGE_SIZE];
        stamp(right, wanted == null ? 0 : wanted);
        for (int at = 0; at < right.length; at++) {
            Subject.check(backend, "byte " + at + " of slot " + slot, frames[frame][at], right[at]);
        }
    }

    private void done(String what, int slot, long doneNs) {
        if (doneNs < nowNs) {
            throw Subject.wrong(
                    backend,
                    what + " of slot " + slot + " was done at " + doneNs + " ns, before it began at " + nowNs + " ns");
        }
    }

    /** Contents that only this stamp has, at both ends of a page; pages of every third are of one byte. */
    private static void stamp(byte[] page, int stamp) {
        Arrays.fill(page, (byte) (stamp / 3));
        for (int at = 0; stamp % 3 != 0 && at < DISTINCT_BYTES; at++) {
            page[at] = (byte) (stamp >>> at % 4 * 8);
            page[page.length - 1 - at] = (byte) (stamp * 31 + at);
        }
    }

    void readAll() {
        new ArrayList<>(stampOf.keySet()).forEach(slot -> read(slot, slot));
    }

    /** Takes single slots until there are no more. */
    void fill() {
        while (take(1) != SwapBackend.NO_SLOT) {
            nowNs++;
        }
    }

    void empty() {
        new ArrayList<>(stampOf.keySet()).forEach(this::free);
    }

    @Override
    public long pages() {
        return pages;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public long deviceRead(long block, @FrameIndex int frame) {
        inDevice(block);
        byte[] bytes = device.get(block);
        store(frame, bytes == null ? new byte[Addresses.PAGE_SIZE] : bytes);
        return nowNs + TRANSFER_NS;
    }

    @Override
    public long deviceWrite(long block, @FrameIndex int frame) {
        inDevice(block);
        device.put(block, frames[Addresses.rawFrame(frame)].clone());
        return nowNs + TRANSFER_NS;
    }

    private void inDevice(long block) {
        if (block < 0 || block >= pages) {
            throw Subject.wrong(backend, "block " + block + " is not on a device of " + pages + " blocks");
        }
    }

    @Override
    public boolean contentsKept() {
        return true;
    }

    @Override
    public void load(@FrameIndex int frame, byte[] to) {
        byte[] from = frames[Addresses.rawFrame(frame)];
        System.arraycopy(from, 0, to, 0, from.length);
    }

    @Override
    public void store(@FrameIndex int frame, byte[] from) {
        System.arraycopy(from, 0, frames[Addresses.rawFrame(frame)], 0, Addresses.PAGE_SIZE);
    }
}
