package org.mmlab.reclaim.cache;

import java.util.ArrayList;
import java.util.List;
import org.mmlab.reclaim.index.RadixTree;

/**
 * What the journal of the file system wants written first: pages of which a change of their file zeroed a part. Whoever syncs a file
 * that the running transaction knows ends that transaction, and with it goes the zeroed data of all files (Linux: ext4 with
 * {@code data=ordered}: {@code ext4_jbd2_inode_add_write}, {@code jbd2_journal_commit_transaction}). Of each file it is remembered from
 * where to where such pages lie, and whatever is dirty between them and has a block is written too.
 */
final class OrderedData {
    private final CachePages pages;
    private final FileIo io;
    private final List<CachedFile> waiting = new ArrayList<>();
    private long transaction = 1;

    OrderedData(CachePages pages, FileIo io) {
        this.pages = pages;
        this.io = io;
    }

    /** The running transaction changes a file's inode: it was written, cut, extended, or first read since. */
    void joined(CachedFile file) {
        file.transaction = transaction;
    }

    /** A part of a page was zeroed. */
    void zeroed(CachedFile file, long index) {
        if (file.orderedLast < file.orderedFirst) {
            waiting.add(file);
            file.orderedFirst = index;
            file.orderedLast = index;
        }
        file.orderedFirst = Math.min(file.orderedFirst, index);
        file.orderedLast = Math.max(file.orderedLast, index);
    }

    /** A file was synced: ends the transaction if that changes the file, and waits for what must be written first. */
    void synced(CachedFile file) {
        if (file.transaction != transaction) {
            return;
        }
        transaction++;
        for (int i = 0; i < waiting.size(); i++) {
            write(waiting.get(i));
        }
        for (int i = 0; i < waiting.size(); i++) {
            CachedFile written = waiting.get(i);
            io.awaitWriteback(written, written.orderedFirst, written.orderedLast);
            written.forgetOrdered();
        }
        waiting.clear();
    }

    /** A file is deleted. */
    void forget(CachedFile file) {
        if (waiting.remove(file)) {
            file.forgetOrdered();
        }
    }

    private void write(CachedFile file) {
        long index = pages.nextCached(file, file.orderedFirst, file.orderedLast);
        while (index != RadixTree.NONE) {
            if (file.blocks.get(index) != 0) {
                io.writeRange(file, index, index, Integer.MAX_VALUE);
            }
            index = index == file.orderedLast ? RadixTree.NONE : pages.nextCached(file, index + 1, file.orderedLast);
        }
    }
}
