package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.stream.BoundaryScanner;
import java.util.List;
import java.util.Optional;

/** One row of SHOW BINLOG EVENTS. */
record ListedEvent(String file, String type, long end, String info) {

    private static final long WHEN = 1_795_341_103L;

    static ListedEvent of(List<String> row) {
        return new ListedEvent(row.get(0), row.get(2), Long.parseLong(row.get(4)), row.get(5));
    }

    Optional<BinlogOffset> feedTo(BoundaryScanner scanner) {
        switch (type) {
            case "Query":
                return scanner.query(file, end, WHEN, info.replaceFirst("^use `.*?`; ", ""));
            case "Xid":
            case "XA_prepare":
                return scanner.transactionEnd(file, end, WHEN);
            case "Rotate":
                return scanner.rotate(info.substring(0, info.indexOf(';')), 4, false);
            default:
                pass(scanner);
                return Optional.empty();
        }
    }

    private void pass(BoundaryScanner scanner) {
        switch (type) {
            case "Format_desc" -> scanner.formatDescription(file, WHEN);
            case "Anonymous_Gtid" -> scanner.anonymousGtid(file, end);
            case "Table_map" -> scanner.inside(file, end);
            case "Gtid" -> {
                if (info.contains("GTID_NEXT")) {
                    scanner.anonymousGtid(file, end);
                } else {
                    scanner.mariaDbGtid(file, end);
                }
            }
            default -> scanner.other(file, end);
        }
    }
}
