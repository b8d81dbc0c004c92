# A fault handler fills the pages: run it with --fault-handler far-memory, or another
p = map_backed 256K rw

# The first touches each wait for another machine; when they have a stride, pages come ahead of them.
read p pages 4
read p+16K pages 12
show smaps p

# A page that was written is the process's own, as private memory is.
write p 7
read p

# What is thrown away is fetched again.
madvise p 4K dontneed
read p
show vmstat pgfault pgmajfault
