package io.github.lockkeeper.recovery;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.position.BinlogCoordinates;
import java.util.Optional;

/**
 * How far into a file a dump can begin: it is asked for with 32 bits (COM_BINLOG_DUMP), and the host cuts off what is
 * above them without a word. That would be another place of the same file, and often one where an event starts.
 */
public final class DumpReach {

    private static final long LARGEST = 0xFFFFFFFFL;

    private DumpReach() {
    }

    /**
     * Refuses a place that no dump by coordinates can begin at. To be called before anything moves there.
     *
     * @param what is to begin there, for the message
     * @throws SourceFaultException if it lies beyond 4 GiB
     */
    public static void require(BinlogCoordinates place, String what) {
        obstacle(place, what).ifPresent(fault -> {
            throw new SourceFaultException(fault);
        });
    }

    /** Why no dump by coordinates can begin at a place; empty if one can. */
    static Optional<Fault> obstacle(BinlogCoordinates place, String what) {
        return place.position() <= LARGEST ? Optional.empty() : Optional.of(Fault.of(FaultKind.POSITION_TOO_LARGE,
                what + " " + place + " lies beyond " + LARGEST + ", where no dump can begin"));
    }
}
