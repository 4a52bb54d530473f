package io.github.lockkeeper.catalog;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.OffsetOrder;
import io.github.lockkeeper.position.ServerIdentity;
import java.util.Optional;

/** Judges an offset by a catalogue. A doubt is never taken for "in range". */
public final class CatalogLookup {

    private final BinlogCatalog catalog;

    public CatalogLookup(BinlogCatalog catalog) {
        this.catalog = catalog;
    }

    /** @param owner the server whose history the offset refers to; unknown for one that a person configured */
    public CatalogVerdict judge(BinlogOffset offset, ServerIdentity owner) {
        if (!catalog.oldest().isPresent()) {
            return CatalogVerdict.NOT_LOGGING;
        }
        if (owner.isKnown() && !owner.isSameServer(catalog.identity())) {
            return CatalogVerdict.ANOTHER_SERVER;
        }
        if (!notExecuted(offset).isEmpty()) {
            return CatalogVerdict.HISTORY_LOST;
        }
        return place(offset.coordinates());
    }

    /** What the offset holds and the server has never executed; empty too where one of them knows no GTIDs. */
    public GtidSet notExecuted(BinlogOffset offset) {
        Optional<GtidSet> delivered = offset.gtids().set();
        return catalog.executed().isPresent() && delivered.isPresent()
                ? delivered.get().subtract(catalog.executed().get()) : GtidSet.EMPTY;
    }

    /** What the server cannot send any more and the offset does not hold. */
    public GtidSet purgedBeyond(GtidSet delivered) {
        return catalog.purged().subtract(delivered);
    }

    /** Where coordinates stand, taken as the server's own. */
    public CatalogVerdict place(BinlogCoordinates at) {
        Optional<BinlogFile> listed = catalog.file(at.file());
        if (listed.isPresent()) {
            if (!listed.get().isOnDisk()) {
                return CatalogVerdict.GONE;
            }
            return at.position() > listed.get().size() ? behindTheList() : CatalogVerdict.IN_RANGE;
        }
        return outsideTheList(at.file());
    }

    private CatalogVerdict outsideTheList(BinlogFileName file) {
        OffsetOrder toOldest = file.orderTo(catalog.files().get(0).name());
        OffsetOrder toNewest = file.orderTo(catalog.files().get(catalog.files().size() - 1).name());
        if (toOldest == OffsetOrder.INCOMPARABLE || toNewest == OffsetOrder.INCOMPARABLE) {
            return CatalogVerdict.RENAMED;
        }
        if (toOldest == OffsetOrder.BEFORE) {
            return CatalogVerdict.BELOW;
        }
        return toNewest == OffsetOrder.AFTER ? behindTheList() : CatalogVerdict.GONE;
    }

    /** A binlog that goes on after it was listed is not one that went back. */
    private CatalogVerdict behindTheList() {
        return catalog.isListingFresh() ? CatalogVerdict.ABOVE : CatalogVerdict.IN_RANGE;
    }
}
