package org.mmlab.tck.contract;

import net.jqwik.api.Group;
import org.mmlab.api.translation.PageTableFormat;
import org.mmlab.virtual.pagetable.hashed.HashedFormat;
import org.mmlab.virtual.pagetable.mips.MipsSoftFormat;
import org.mmlab.virtual.pagetable.x86.I386Format;
import org.mmlab.virtual.pagetable.x86.I386PaeFormat;
import org.mmlab.virtual.pagetable.x86.X8664FiveLevelFormat;
import org.mmlab.virtual.pagetable.x86.X8664FourLevelFormat;

class BuiltInPageTablesTest {
    @Group
    class FourLevel implements PageTableContract {
        @Override
        public PageTableFormat format() {
            return new X8664FourLevelFormat();
        }
    }

    @Group
    class FiveLevel implements PageTableContract {
        @Override
        public PageTableFormat format() {
            return new X8664FiveLevelFormat();
        }
    }

    @Group
    class I386 implements PageTableContract {
        @Override
        public PageTableFormat format() {
            return new I386Format();
        }
    }

    @Group
    class I386Pae implements PageTableContract {
        @Override
        public PageTableFormat format() {
            return new I386PaeFormat();
        }
    }

    @Group
    class Hashed implements PageTableContract {
        @Override
        public PageTableFormat format() {
            return new HashedFormat();
        }
    }

    @Group
    class MipsSoft implements PageTableContract {
        @Override
        public PageTableFormat format() {
            return new MipsSoftFormat();
        }
    }
}
