package org.mmlab.api.address.checker;

import org.checkerframework.dataflow.analysis.TransferResult;
import org.checkerframework.dataflow.cfg.node.Node;
import org.checkerframework.framework.flow.CFAnalysis;
import org.checkerframework.framework.flow.CFStore;
import org.checkerframework.framework.flow.CFTransfer;
import org.checkerframework.framework.flow.CFValue;

/** Flow of kinds through local variables. Found by the framework through its name. */
public final class AddressTransfer extends CFTransfer {
    /**
     * Called by the framework.
     *
     * @param analysis the analysis that it works for
     */
    public AddressTransfer(CFAnalysis analysis) {
        super(analysis);
    }

    /** Learns nothing from equality: {@code if (pfn == 0)} does not turn {@code pfn} into a literal that fits any kind. */
    @Override
    protected TransferResult<CFValue, CFStore> strengthenAnnotationOfEqualTo(
            TransferResult<CFValue, CFStore> result,
            Node first,
            Node second,
            CFValue firstValue,
            CFValue secondValue,
            boolean notEqualTo) {
        return result;
    }
}
