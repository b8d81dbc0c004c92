# Memory is given when it is touched, not when it is mapped
p = mmap 64K rw
show status VmSize VmRSS

# A read finds the shared page of zeros: a fault, but no memory of its own.
read p
show pagemap p
show status VmRSS

# A write gets a page of its own: a second fault on the same address.
write p 42
write p+4K pages 3
show pagemap p
show status VmRSS

# From the address to the byte: on a TLB miss the MMU reads four entries, here in vain; the kernel
# gives a page, and the access is made again. A hit reads none.
walk p+32K write
walk p
