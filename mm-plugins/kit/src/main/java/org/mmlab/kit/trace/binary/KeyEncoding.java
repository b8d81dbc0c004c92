package org.mmlab.kit.trace.binary;

/** How a key is laid out in bytes. */
public enum KeyEncoding {
    /** Unsigned 32 bits, most significant byte first. */
    U32_BIG_ENDIAN(4) {
        @Override
        long decode(byte[] bytes, int at) {
            return bigEndian(bytes, at) & 0xffff_ffffL;
        }
    },
    /** Unsigned 32 bits, least significant byte first. */
    U32_LITTLE_ENDIAN(4) {
        @Override
        long decode(byte[] bytes, int at) {
            return Integer.reverseBytes(bigEndian(bytes, at)) & 0xffff_ffffL;
        }
    },
    /** Signed 32 bits, most significant byte first, as Java's {@code DataOutput.writeInt} lays it. */
    I32_BIG_ENDIAN(4) {
        @Override
        long decode(byte[] bytes, int at) {
            return bigEndian(bytes, at);
        }
    },
    /** Signed 64 bits, most significant byte first, as Java's {@code DataOutput.writeLong} lays it. */
    I64_BIG_ENDIAN(8) {
        @Override
        long decode(byte[] bytes, int at) {
            return (long) bigEndian(bytes, at) << 32 | bigEndian(bytes, at + 4) & 0xffff_ffffL;
        }
    };

    private final int width;

    KeyEncoding(int width) {
        this.width = width;
    }

    /** Bytes a key takes. */
    public int width() {
        return width;
    }

    abstract long decode(byte[] bytes, int at);

    static int bigEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }
}
