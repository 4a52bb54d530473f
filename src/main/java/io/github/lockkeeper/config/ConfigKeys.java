package io.github.lockkeeper.config;

import static io.github.lockkeeper.config.ValueRule.acl;
import static io.github.lockkeeper.config.ValueRule.coordinates;
import static io.github.lockkeeper.config.ValueRule.credentials;
import static io.github.lockkeeper.config.ValueRule.flag;
import static io.github.lockkeeper.config.ValueRule.list;
import static io.github.lockkeeper.config.ValueRule.number;
import static io.github.lockkeeper.config.ValueRule.oneOf;
import static io.github.lockkeeper.config.ValueRule.policies;
import static io.github.lockkeeper.config.ValueRule.powerOfTwo;
import static io.github.lockkeeper.config.ValueRule.text;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The catalogue: every key of ours, declared once. A new key is one constant here, or one line in {@link #PER_SOURCE},
 * and one placeholder in the template; tests hold the template and the README to it.
 */
public final class ConfigKeys {

    /** Every key below it is ours: one that is not in the catalogue is a mistake. */
    public static final String GROUP_PREFIX = "canal.instance.group.";

    /** The overrides of single sources: {@code <prefix><name>.<key>}. */
    public static final String SOURCE_PREFIX = GROUP_PREFIX + "source.";

    /** The host's own key of its ZooKeeper servers; what {@code auto} hangs on. */
    public static final String ZOOKEEPER_SERVERS = "canal.zkServers";

    public static final ConfigKey NAMES = ConfigKey.groupWide(GROUP_PREFIX + "names", "",
            list("names of letters, digits, `-`, `_`"),
            "Names the sources 1 to N in order. The name is the key of the source's cursor: with a name, a changed "
                    + "address is the same source on another server. Without names a source is called by its address.");

    public static final ConfigKey START = ConfigKey.groupWide(GROUP_PREFIX + "start", "latest",
            oneOf("latest", "earliest"),
            "Where a source starts that has neither a cursor nor a configured position.");

    public static final ConfigKey CURSOR_STORE = ConfigKey.groupWide(GROUP_PREFIX + "cursor.store", "auto",
            oneOf("auto", "memory", "file", "zookeeper"),
            "Where the cursors and the journal are kept. `auto` is `zookeeper` where `canal.zkServers` is set, else "
                    + "`file`.");

    public static final ConfigKey ZOOKEEPER_ACL = ConfigKey.groupWide(GROUP_PREFIX + "zookeeper.acl", "", acl(),
            "Who may do what with the nodes that are made in ZooKeeper, as `zkCli` writes it. Without it they get the "
                    + "ACL of `/otter/canal`.");

    public static final ConfigKey ZOOKEEPER_AUTH = ConfigKey.groupWide(GROUP_PREFIX + "zookeeper.auth", "",
            credentials(), "How the connection shows itself to ZooKeeper, where ACLs ask for it.");

    public static final ConfigKey ENTRY_SOURCE = ConfigKey.groupWide(GROUP_PREFIX + "entry.source", "false", flag(),
            "Whether each row's entry tells its source: `source=<name>` in the `props` of its header. Flat MQ messages "
                    + "carry no props.");

    public static final ConfigKey GTID = ConfigKey.groupWide("canal.instance.gtidon", "auto",
            oneOf("auto", "true", "false"),
            "`auto` dumps by coordinates and, where the server has `gtid_mode=ON`, keeps the set of the GTIDs passed "
                    + "beside them, so that the source can go on at another server; `true` dumps by that set where "
                    + "the server has one; `false` uses coordinates only and keeps no set.");

    public static final ConfigKey FALLBACK = ConfigKey.groupWide(GROUP_PREFIX + "fallback",
            "gtid,standby,timestamp,earliest", policies(),
            "What a source does whose place in the binlog is gone or means something else now: the first policy that "
                    + "knows a way decides, and the journal has it before the source moves.");

    public static final ConfigKey ALARM_REPEAT = ConfigKey.groupWide(GROUP_PREFIX + "alarm.repeat", "600",
            number(1, Integer.MAX_VALUE), "Seconds between two alarms of a source that stays halted.");

    public static final ConfigKey STANDBY_RETURN = ConfigKey.groupWide(GROUP_PREFIX + "standby.return", "gtid",
            oneOf("gtid", "never"), "When a source that went to its standby goes back to its master: as soon as the "
                    + "master has all that was delivered and can send all that was not, by GTID; or never.");

    public static final ConfigKey PROBE_INTERVAL = ConfigKey.groupWide(GROUP_PREFIX + "probe.interval", "10",
            number(1, Integer.MAX_VALUE), "Seconds between two looks at each server beside its dump: whether its binlog "
                    + "was reset or turned off, and whether a master can take its source back.");

    /** {@link #STANDBY_RETURN} of one source. */
    public static final ConfigKey SOURCE_STANDBY_RETURN = ConfigKey.perSource("standby.return",
            STANDBY_RETURN.defaultValue(), STANDBY_RETURN.rule(), "The same for this source.")
            .overriding(STANDBY_RETURN);

    /** {@link #START} of one source. */
    public static final ConfigKey SOURCE_START = ConfigKey.perSource("start", START.defaultValue(), START.rule(),
            "The same for this source.").overriding(START);

    /** {@link #GTID} of one source. */
    public static final ConfigKey SOURCE_GTID = ConfigKey.perSource("gtidon", GTID.defaultValue(), GTID.rule(),
            "The same for this source.");

    /** {@link #FALLBACK} of one source. */
    public static final ConfigKey SOURCE_FALLBACK = ConfigKey.perSource("fallback", FALLBACK.defaultValue(),
            FALLBACK.rule(), "The same for this source.").overriding(FALLBACK);

    /** The host's transaction buffer: a larger one than the store would block the source for ever. */
    public static final ConfigKey TRANSACTION_SIZE = ConfigKey.perSource("transaction.size", "1024", powerOfTwo(),
            "The most entries that are delivered in one piece; at most `canal.instance.memory.buffer.size`.");

    private static final long MAX_INT = Integer.MAX_VALUE;
    private static final long MAX_REPLICA_ID = 0xFFFF_FFFFL;

    private static final List<ConfigKey> GROUP_WIDE = Collections.unmodifiableList(
            Arrays.asList(
                    NAMES, START, FALLBACK, STANDBY_RETURN, PROBE_INTERVAL, ALARM_REPEAT, CURSOR_STORE, ZOOKEEPER_ACL,
                    ZOOKEEPER_AUTH, ENTRY_SOURCE, GTID));

    private static final List<ConfigKey> PER_SOURCE = Collections.unmodifiableList(Arrays.asList(
            ConfigKey.perSource("dbUsername", "retl", text(), "The user that reads the binlog."),
            ConfigKey.perSource("dbPassword", "retl", text(), "The user's password."),
            ConfigKey.perSource("pwdPublicKey", "retl", text(), "The key that decrypts the password."),
            ConfigKey.perSource("enableDruid", "false", flag(), "Whether the password is encrypted by Druid."),
            ConfigKey.perSource("defaultDatabaseName", "", text(), "The database of the connection."),
            ConfigKey.perSource("filter.regex", ".*\\..*", list("expressions for schema.table"),
                    "The tables to deliver."),
            ConfigKey.perSource("filter.black.regex", "", list("expressions for schema.table"),
                    "The tables not to deliver."),
            ConfigKey.perSource("filter.field", "", list("schema.table:field/field"), "The fields to deliver."),
            ConfigKey.perSource("filter.black.field", "", list("schema.table:field/field"),
                    "The fields not to deliver."),
            ConfigKey.perSource("mysql.slaveId", "0", number(0, MAX_REPLICA_ID),
                    "The replica id towards the server; with 0 each source gets one of its own."),
            SOURCE_GTID,
            SOURCE_START,
            SOURCE_FALLBACK,
            SOURCE_STANDBY_RETURN,
            ConfigKey.perSource("move.to", "", coordinates(), "Where the source is to go on, once, from wherever it "
                    + "stands: past an event that cannot be read for instance. The journal has the move; take the key "
                    + "away once it is done.").ofOneSource(),
            ConfigKey.perSource("detecting.enable", "false", flag(), "Whether the server is pinged by a statement."),
            ConfigKey.perSource("detecting.sql", "", text(), "The statement that pings the server."),
            ConfigKey.perSource("detecting.interval.time", "5", number(1, MAX_INT), "Seconds between two pings."),
            ConfigKey.perSource("detecting.retry.threshold", "3", number(0, MAX_INT),
                    "Failed pings before the switch to the standby."),
            ConfigKey.perSource("detecting.heartbeatHaEnable", "false", flag(),
                    "Whether failed pings switch to the standby."),
            ConfigKey.perSource("connectionCharset", "UTF-8", text(), "The character set of the connection."),
            ConfigKey.perSource("network.receiveBufferSize", "16384", number(0, MAX_INT),
                    "Bytes of the socket's receive buffer."),
            ConfigKey.perSource("network.sendBufferSize", "16384", number(0, MAX_INT),
                    "Bytes of the socket's send buffer."),
            ConfigKey.perSource("network.soTimeout", "30", number(0, MAX_INT), "Seconds until a connect gives up."),
            TRANSACTION_SIZE,
            ConfigKey.perSource("fallbackIntervalInSeconds", "60", number(0, MAX_INT),
                    "Seconds to go back where a position is found by time."),
            ConfigKey.perSource("filter.query.dcl", "false", flag(), "Whether GRANT and the like are dropped."),
            ConfigKey.perSource("filter.query.dml", "false", flag(),
                    "Whether the text of row statements is dropped."),
            ConfigKey.perSource("filter.query.ddl", "false", flag(), "Whether DDL is dropped."),
            ConfigKey.perSource("filter.druid.ddl", "true", flag(), "Whether DDL is parsed by Druid."),
            ConfigKey.perSource("filter.rows", "false", flag(), "Whether row changes are dropped."),
            ConfigKey.perSource("filter.table.error", "false", flag(),
                    "Whether rows whose table cannot be resolved are dropped."),
            ConfigKey.perSource("filter.dml.insert", "false", flag(), "Whether inserts are dropped (Canal 1.1.5)."),
            ConfigKey.perSource("filter.dml.update", "false", flag(), "Whether updates are dropped (Canal 1.1.5)."),
            ConfigKey.perSource("filter.dml.delete", "false", flag(), "Whether deletes are dropped (Canal 1.1.5)."),
            ConfigKey.perSource("binlog.format", "", list("`ROW`, `STATEMENT`, `MIXED`"),
                    "The binlog formats that are accepted; all without it."),
            ConfigKey.perSource("binlog.image", "", list("`FULL`, `MINIMAL`, `NOBLOB`"),
                    "The row images that are accepted; all without it."),
            ConfigKey.perSource("parser.parallel", "true", flag(), "Whether events are parsed by several threads."),
            ConfigKey.perSource("parser.parallelThreadSize", "", number(1, MAX_INT),
                    "How many threads parse; 60 % of the processors without it."),
            ConfigKey.perSource("parser.parallelBufferSize", "256", powerOfTwo(),
                    "Events in flight between the parsing threads."),
            ConfigKey.perSource("tsdb.enable", "true", flag(), "Whether the history of table definitions is kept."),
            ConfigKey.perSource("tsdb.snapshot.interval", "24", number(0, MAX_INT),
                    "Hours between two snapshots of the table definitions."),
            ConfigKey.perSource("tsdb.snapshot.expire", "360", number(0, MAX_INT),
                    "Hours that such snapshots are kept.")));

    private ConfigKeys() {
    }

    /** The keys that hold for the whole group. */
    public static List<ConfigKey> groupWide() {
        return GROUP_WIDE;
    }

    /** The keys that one source may override. */
    public static List<ConfigKey> perSource() {
        return PER_SOURCE;
    }
}
