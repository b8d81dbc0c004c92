# A stack grows when it is touched below its end, up to its limit
s = mmap 16K rw private anon growsdown at 0x7f0000000000
show maps
write s
show maps

# A jump of any size, as far as RLIMIT_STACK and the gap of 256 pages to the next area allow.
write s-1M
show maps
rlimit stack 2M
write s-3M
