package io.github.lockkeeper.mysql;

import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds up the GTIDs of a file's events as SHOW BINLOG EVENTS lists them, up to a position. The transaction that the
 * position stands in has not passed: its GTID counts once the next group begins. Not thread-safe.
 */
final class ListedGtids {

    private static final Pattern GTID_NEXT = Pattern.compile("'([0-9a-fA-F-]{36}):(\\d+)'");

    private final long position;
    private Gtids passed = Gtids.none();
    private String openUuid = "";
    private long openNumber;

    ListedGtids(long position) {
        this.position = position;
    }

    /** @return false when the position has been reached: this event and those behind it do not count */
    boolean pass(Map<String, String> event) {
        String type = event.get("event_type");
        if (type.equals("Previous_gtids")) {
            passed = MySqlBinlogServer.parsed(event.get("info"));
            return true;
        }
        if (type.equals("Format_desc")) {
            return true;
        }
        boolean tagged = type.equals("Gtid_tagged");
        boolean beginsGroup = tagged || type.equals("Gtid") || type.equals("Anonymous_Gtid") || type.equals("Rotate")
                || type.equals("Stop");
        if (beginsGroup) {
            closeGroup();
        }
        if (Long.parseLong(event.get("pos")) >= position) {
            return false;
        }
        if (tagged) {
            // MySQL 8.3 and later; the file may have begun without one. A set without it would not be all that passed.
            passed = Gtids.none();
        } else if (type.equals("Gtid")) {
            open(event.get("info"));
        }
        return true;
    }

    private void open(String info) {
        Matcher gtid = GTID_NEXT.matcher(info);
        if (gtid.find()) {
            openUuid = gtid.group(1).toLowerCase(Locale.ROOT);
            openNumber = Long.parseLong(gtid.group(2));
        }
    }

    private void closeGroup() {
        GtidSet set = passed.set().orElse(null);
        if (set != null && !openUuid.isEmpty()) {
            passed = Gtids.of(set.plus(openUuid, openNumber));
        }
        openUuid = "";
    }

    /** What has passed when the position was reached. */
    Gtids passed() {
        return passed;
    }

    /** What has passed when the list ended before the position: the file's last group is complete. */
    Gtids passedAll() {
        closeGroup();
        return passed;
    }
}
