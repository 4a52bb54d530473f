package io.github.lockkeeper.stream;

import io.github.lockkeeper.position.BinlogOffset;
import java.util.Optional;

/**
 * One event of a dump, and the truth about it.
 *
 * @param boundary where a source may resume behind this event, if it may
 */
record StreamEvent(Type type, String file, long end, long when, String text, long number,
                   Optional<BinlogOffset> boundary) {

    enum Type { QUERY, XID, ROWS, GTID, ANONYMOUS, OTHER, ROTATE, ARTIFICIAL_ROTATE, FORMAT, HEARTBEAT }

    Optional<BinlogOffset> feedTo(BoundaryScanner scanner) {
        switch (type) {
            case QUERY:
                return scanner.query(file, end, when, text);
            case XID:
                return scanner.transactionEnd(file, end, when);
            case ROTATE:
                return scanner.rotate(text, 4, false);
            case ARTIFICIAL_ROTATE:
                return scanner.rotate(text, 4, true);
            case HEARTBEAT:
                return scanner.heartbeat(file, end);
            default:
                pass(scanner);
                return Optional.empty();
        }
    }

    private void pass(BoundaryScanner scanner) {
        switch (type) {
            case ROWS -> scanner.inside(file, end);
            case GTID -> scanner.gtid(file, end, text, number);
            case ANONYMOUS -> scanner.anonymousGtid(file, end);
            case FORMAT -> scanner.formatDescription(file, when);
            default -> scanner.other(file, end);
        }
    }
}
