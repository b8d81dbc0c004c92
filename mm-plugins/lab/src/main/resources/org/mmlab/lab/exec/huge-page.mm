# One entry for 2 MiB: transparent huge pages
p = mmap 4M rw
madvise p 4M hugepage
write p
show smaps p
walk p+0x12345

# Rights that change for a part: the one entry is split into 512.
mprotect p+4K 4K r
walk p+0x12345
show pagemap
show vmstat thp_fault_alloc thp_split
