# When memory is short, old pages go to swap, and come back when they are touched
p = mmap 64K rw
write p 5 pages 16

# More memory than the machine of 256 MiB has: kswapd and direct reclaim make room.
big = mmap 300M rw
write big pages 76800
show vmstat pswpout pgscan_kswapd pgscan_direct pgsteal_anon
show status VmRSS VmSwap
show pagemap p

# Coming back from the disk is a major fault; neighbours come along (readahead) and fault minor.
walk p
read p+4K pages 15
show pagemap p
show vmstat pswpin
