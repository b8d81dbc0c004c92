# Which accesses get a signal, and which
p = mmap 16K rw
write p 1 pages 4

# Nothing is mapped there; this is what dereferencing a null pointer does.
read 0
munmap p+8K 4K
read p pages 4

# Mapped, but not with this right.
mprotect p 4K r
write p
walk p write

# An address with bits 47 to 63 that are not alike, and one of the kernel.
read 0x1000000000000000
read 0xffff800000000000

# Behind the end of a file: another signal.
file log 4K
f = mmap 8K r shared log
read f pages 2

# The kernel itself touches the memory on a program's behalf: no signal, but an error or a short count.
kernel_write p+8K 4K
kernel_write p+4K 8K
