# Copy on write: fork shares every page until somebody writes
p = mmap 16K rw
write p 7 pages 4
c = fork
show pagemap p
c: read p

# The child's write copies one page; the parent still reads its own value.
c: write p 99
init: read p
c: read p
show smaps_rollup Rss Pss Shared_Dirty Private_Dirty
c: show smaps_rollup Rss Pss Shared_Dirty Private_Dirty

# The last owner of a page need not copy it: one more fault, and it is writable again.
exit c
write p 8
write p+4K 8
show pagemap p
