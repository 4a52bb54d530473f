package io.github.lockkeeper.mysql;

import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogFile;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.fault.ServerError;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.TaggedGtidException;
import io.github.lockkeeper.stream.WholePositions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One server's answers. Variables are asked as {@code @@global.…}: plain {@code @@gtid_executed} came back empty from
 * MySQL 5.7 in a session that had begun no transaction.
 */
final class MySqlBinlogServer implements BinlogServer {

    private static final Pattern BEGINNING =
            Pattern.compile("(use `.*`; )?(BEGIN|XA START .*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern VERSION_NUMBER = Pattern.compile("^(\\d+)\\.(\\d+)");
    private static final int PAGE = 5000;

    private final Rows rows;
    private final Listings listings;
    private String version = "";

    MySqlBinlogServer(Rows rows, Listings listings) {
        this.rows = rows;
        this.listings = listings;
    }

    @Override
    public ServerIdentity identity() throws IOException {
        long serverId = Long.parseLong(rows.value("@@global.server_id"));
        // MariaDB has no server_uuid (1193 Unknown system variable).
        return ServerIdentity.of(serverId, isMariaDb() ? "" : rows.value("@@global.server_uuid"));
    }

    @Override
    public boolean isMariaDb() throws IOException {
        return version().toLowerCase(Locale.ROOT).contains("mariadb");
    }

    private String version() throws IOException {
        if (version.isEmpty()) {
            version = rows.value("VERSION()");
        }
        return version;
    }

    /** MySQL 8.4 took SHOW MASTER STATUS away. */
    private boolean isFrom84() throws IOException {
        Matcher number = VERSION_NUMBER.matcher(version());
        return !isMariaDb() && number.find()
                && Integer.parseInt(number.group(1)) * 100 + Integer.parseInt(number.group(2)) >= 804;
    }

    @Override
    public long nowSeconds() throws IOException {
        return Long.parseLong(rows.value("UNIX_TIMESTAMP()"));
    }

    @Override
    public boolean hasGtids() throws IOException {
        if (isMariaDb()) {
            return false;
        }
        List<Map<String, String>> answer = rows.query("SHOW GLOBAL VARIABLES LIKE 'gtid_mode'");
        return !answer.isEmpty() && "ON".equalsIgnoreCase(answer.get(0).get("value"));
    }

    @Override
    public String binlogFormat() throws IOException {
        return rows.value("@@global.binlog_format");
    }

    @Override
    public Optional<BinlogOffset> end() throws IOException {
        boolean gtids = hasGtids();
        for (Map<String, String> row : rows.query(isFrom84() ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS")) {
            BinlogOffset end = BinlogOffset.of(
                    BinlogCoordinates.of(row.get("file"), Long.parseLong(row.get("position"))));
            return Optional.of(gtids ? end.withGtids(parsed(row.get("executed_gtid_set"))) : end);
        }
        return Optional.empty();
    }

    @Override
    public Optional<BinlogOffset> beginning() throws IOException {
        List<BinlogFileName> files = files();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        BinlogCoordinates first = BinlogCoordinates.of(files.get(0), BinlogCoordinates.FIRST_POSITION);
        return Optional.of(BinlogOffset.of(first).withGtids(gtidsBefore(first)));
    }

    @Override
    public List<BinlogFileName> files() throws IOException {
        return listing().stream().map(BinlogFile::name).collect(Collectors.toList());
    }

    private List<BinlogFile> listing() throws IOException {
        List<BinlogFile> files = new ArrayList<>();
        // Without a binlog the server answers with an error (1381).
        if (end().isPresent()) {
            for (Map<String, String> row : rows.query("SHOW BINARY LOGS")) {
                files.add(BinlogFile.of(
                        BinlogFileName.parse(row.get("log_name")), Long.parseLong(row.get("file_size"))));
            }
        }
        return files;
    }

    /** GTIDs are asked before the files: what is purged in between shows as a missing file, not as a loss of history. */
    @Override
    public BinlogCatalog catalog() throws IOException {
        ServerIdentity who = identity();
        Optional<GtidSet> purged = hasGtids() ? set("@@global.gtid_purged") : Optional.empty();
        Optional<GtidSet> executed = purged.isPresent() ? set("@@global.gtid_executed") : Optional.empty();
        Optional<List<BinlogFile>> recent = listings.recent(who);
        List<BinlogFile> files = recent.isPresent() ? recent.get() : listing();
        BinlogCatalog catalog = BinlogCatalog.of(who, files, nowSeconds(), System.currentTimeMillis() / 1000)
                .withLogsReplicated(logsReplicated());
        if (recent.isPresent()) {
            catalog = catalog.withOlderListing();
        } else {
            listings.remember(who, files);
        }
        return executed.isPresent() ? catalog.withGtids(executed.get(), purged.get()) : catalog;
    }

    /** {@code log_slave_updates}, from MySQL 8.0.26 on {@code log_replica_updates} as well. */
    private boolean logsReplicated() throws IOException {
        return rows.query("SHOW GLOBAL VARIABLES LIKE 'log_%_updates'").stream()
                .anyMatch(row -> "ON".equalsIgnoreCase(row.get("value")));
    }

    private Optional<GtidSet> set(String variable) throws IOException {
        Gtids gtids = parsed(rows.value(variable));
        return gtids.isPresent() ? gtids.set() : Optional.empty();
    }

    @Override
    public BinlogCoordinates behindDelivered(BinlogCoordinates eventStart) throws IOException {
        for (Map<String, String> event : rows.query("SHOW BINLOG EVENTS IN '" + eventStart.file() + "' FROM "
                + eventStart.position() + " LIMIT 1")) {
            String type = event.get("event_type");
            boolean ends = type.equals("Xid") || type.equals("XA_prepare")
                    || type.equals("Query") && !BEGINNING.matcher(event.get("info")).matches();
            return ends ? BinlogCoordinates.of(eventStart.file(), end(event)) : eventStart;
        }
        return eventStart;
    }

    @Override
    public boolean hasIncident(BinlogCoordinates from, BinlogCoordinates to) throws IOException {
        long end = from.file().equals(to.file()) ? to.position() : Long.MAX_VALUE;
        String events = "SHOW BINLOG EVENTS IN '" + from.file() + "' FROM " + from.position() + " LIMIT " + PAGE;
        try {
            return rows.query(events).stream().anyMatch(event ->
                    event.get("event_type").equals("Incident") && Long.parseLong(event.get("pos")) < end);
        } catch (IOException e) {
            if (ServerError.in(String.valueOf(e.getMessage())).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Gtids gtidsBefore(BinlogCoordinates coordinates) throws IOException {
        if (!hasGtids()) {
            return Gtids.none();
        }
        ListedGtids listed = new ListedGtids(coordinates.position());
        long from = BinlogCoordinates.FIRST_POSITION;
        List<Map<String, String>> page;
        do {
            page = rows.query("SHOW BINLOG EVENTS IN '" + coordinates.file() + "' FROM " + from + " LIMIT " + PAGE);
            for (Map<String, String> event : page) {
                if (!listed.pass(event)) {
                    return listed.passed();
                }
                from = end(event);
            }
        } while (page.size() == PAGE);
        return listed.passedAll();
    }

    /** The listing has the whole position of where an event starts, and of its end what the event itself says. */
    private static long end(Map<String, String> event) {
        return new WholePositions(Long.parseLong(event.get("pos"))).next(Long.parseLong(event.get("end_log_pos")));
    }

    @Override
    public GtidSet notExecuted(GtidSet set) throws IOException {
        return GtidSet.parse(rows.value("GTID_SUBTRACT('" + set + "', @@global.gtid_executed)"));
    }

    @Override
    public GtidSet purgedBeyond(GtidSet set) throws IOException {
        return GtidSet.parse(rows.value("GTID_SUBTRACT(@@global.gtid_purged, '" + set + "')"));
    }

    /** Tagged GTIDs (MySQL 8.3 and later) are outside the host's decoder: such a source runs by coordinates. */
    static Gtids parsed(String text) {
        try {
            return Gtids.of(GtidSet.parse(text));
        } catch (TaggedGtidException e) {
            return Gtids.none();
        }
    }
}
