package org.mmlab.kit.trace.text;

import org.mmlab.kit.trace.input.TraceInput;

/**
 * Reads CloudPhysics block I/O as comma-separated values: {@code version,time,op,size,lbn} after a line with these names.
 *
 * <p>{@code op} is a SCSI operation code in hexadecimal (28 reads, 2a writes), the others are decimal. Key: {@code lbn}, the
 * logical block number, as it is; a request is one key, whatever its size.
 */
public final class CloudPhysicsReader extends RecordReader {

    /** The line that such a file begins with. */
    public static final String HEADER = "version,time,op,size,lbn";

    /**
     * Reads the text of an input, closed with this reader.
     *
     * @throws org.mmlab.kit.trace.TraceException if the first line is not {@link #HEADER}
     */
    public CloudPhysicsReader(TraceInput input) {
        super(input, "cloudphysics-csv");
        scanner.expect(HEADER);
        scanner.endLine();
    }

    @Override
    long record() {
        scanner.decimal("a version");
        scanner.expect(',');
        scanner.decimal("a time");
        scanner.expect(',');
        scanner.hexadecimal("a SCSI operation code");
        scanner.expect(',');
        scanner.decimal("a size");
        scanner.expect(',');
        return scanner.decimal("a logical block number");
    }
}
