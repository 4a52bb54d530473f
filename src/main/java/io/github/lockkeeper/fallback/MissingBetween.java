package io.github.lockkeeper.fallback;

import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.OffsetOrder;
import java.util.Optional;

/** What lies between the cursor and a later place in the same history. Immutable. */
public final class MissingBetween {

    private final MissingPart part;
    private final Certainty certainty;

    private MissingBetween(MissingPart part, Certainty certainty) {
        this.part = part;
        this.certainty = certainty;
    }

    /**
     * @param place with its GTIDs, where the server has them: transaction by transaction then, else by files
     */
    public static MissingBetween of(FallbackCase source, BinlogOffset place) {
        Optional<GtidSet> delivered = source.provenGtids();
        Optional<GtidSet> there = place.gtids().set();
        if (delivered.isPresent() && there.isPresent()) {
            GtidSet missing = there.get().subtract(delivered.get());
            return new MissingBetween(missing.isEmpty() ? MissingPart.NOTHING
                    : MissingPart.ofGtids(missing.toString()), Certainty.EXACT);
        }
        BinlogFileName from = source.cursor().offset().coordinates().file();
        BinlogFileName to = lastFileBefore(place.coordinates());
        OffsetOrder order = from.orderTo(to);
        return order == OffsetOrder.BEFORE || order == OffsetOrder.EQUAL
                ? new MissingBetween(MissingPart.ofFiles(from, to), Certainty.BOUNDED)
                : new MissingBetween(MissingPart.UNKNOWN, Certainty.POSSIBLE);
    }

    /** The place's own file, unless it stands at its beginning. */
    private static BinlogFileName lastFileBefore(BinlogCoordinates place) {
        BinlogFileName file = place.file();
        if (place.position() > BinlogCoordinates.FIRST_POSITION || file.sequence() == 0) {
            return file;
        }
        // Servers write six digits, and more only where the number needs them.
        int digits = Math.min(6, file.toString().length() - file.base().length() - 1);
        return BinlogFileName.parse(
                file.base() + "." + String.format("%0" + digits + "d", file.sequence() - 1));
    }

    public MissingPart part() {
        return part;
    }

    public Certainty certainty() {
        return certainty;
    }
}
