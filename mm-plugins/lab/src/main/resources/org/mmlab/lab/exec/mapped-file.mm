# A file in memory: page cache, private and shared mappings, and truncation
file bigdata 64K
s = mmap 64K rw shared bigdata
v = mmap 64K rw private bigdata

# One read maps sixteen cached pages around it (fault-around), so the next ones do not fault.
read s
read s pages 16
show smaps s

# A write through the shared mapping is seen by read(2); one through the private mapping is not.
write s 200
write v+4K 201
pread bigdata 0 8K
show smaps_rollup Rss Shared_Clean Shared_Dirty Private_Clean Private_Dirty Anonymous

# ': > bigdata' takes the pages away from the cache and from every mapping, private copies too.
truncate bigdata 0
read s
read v+4K
show smaps_rollup Rss Anonymous
