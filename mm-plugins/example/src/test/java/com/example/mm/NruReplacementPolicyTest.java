package com.example.mm;

import org.mmlab.api.reclaim.ReplacementPolicy;
import org.mmlab.tck.contract.ReplacementPolicyContract;

class NruReplacementPolicyTest implements ReplacementPolicyContract {
    @Override
    public ReplacementPolicy policy() {
        return new NruReplacementPolicy();
    }
}
