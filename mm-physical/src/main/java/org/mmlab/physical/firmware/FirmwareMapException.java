package org.mmlab.physical.firmware;

import java.util.List;

/** A memory map that no machine can boot with; the message names each error, its line and what would be right. */
public final class FirmwareMapException extends Exception {
    private static final long serialVersionUID = 1L;
    private final List<String> errors;

    /** One error. */
    public FirmwareMapException(String error) {
        this(List.of(error));
    }

    /** All that is wrong with the map. */
    public FirmwareMapException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    /** Every error, one line each. */
    public List<String> errors() {
        return errors;
    }
}
