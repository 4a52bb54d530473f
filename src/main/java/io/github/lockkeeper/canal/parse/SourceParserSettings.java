package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.filter.CanalEventFilter;
import com.alibaba.otter.canal.filter.aviater.AviaterRegexFilter;
import com.alibaba.otter.canal.instance.spring.support.PropertyPlaceholderConfigurer;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.inbound.mysql.rds.RdsBinlogEventParserProxy;
import com.alibaba.otter.canal.parse.index.CanalLogPositionManager;
import com.alibaba.otter.canal.sink.CanalEventSink;
import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.meta.GroupMetaManager;
import io.github.lockkeeper.canal.sink.GroupEventSink;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.catalog.QueryGuard;
import io.github.lockkeeper.config.ConfigKeys;
import io.github.lockkeeper.config.GtidMode;
import io.github.lockkeeper.config.StartMode;
import io.github.lockkeeper.cursor.CursorTracker;
import io.github.lockkeeper.fallback.FallbackChain;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.RecoverySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;

/**
 * What a source's parser is told: by the template, and later, for the filter, by clients. Setters only assign: a
 * context is built again and again while its configuration is wrong.
 */
public abstract class SourceParserSettings extends RdsBinlogEventParserProxy {

    final Object filterLock = new Object();
    SourceName source;
    GtidMode gtidMode = GtidMode.AUTO;
    StartMode startMode = StartMode.LATEST;
    GroupEventStore eventStore;
    GroupMetaManager metaManager;
    GroupEventSink sharedSink;
    CursorLogPositionManager logPositions;
    BiFunction<MysqlConnection, QueryGuard, BinlogServer> servers;
    FallbackChain fallback = FallbackChain.parse(ConfigKeys.FALLBACK.defaultValue());
    Duration alarmRepeat = Duration.ofSeconds(600);
    boolean returnsToMaster = true;
    private Optional<BinlogCoordinates> moveTo = Optional.empty();
    Reporter reporter;
    long fallbackSeconds = 60;
    private boolean replicaIdSet;
    private long replicaId;
    private boolean tableHistoryOfDestination;
    private Properties fromAdmin = new Properties();
    private AviaterRegexFilter ownFilter;

    /** The source's name. */
    public SourceName source() {
        return source;
    }

    CursorTracker tracker() {
        return eventStore.tracker();
    }

    /** What the template left open, before the host starts its threads. */
    final void prepare() {
        reporter = new Reporter(destination, getAlarmHandler());
        if (!replicaIdSet) {
            setSlaveId(ReplicaIds.of(destination, source.value()));
        }
        if (!tableHistoryOfDestination) {
            setTableMetaTSDBFactory(new SourceTableMetaFactory(destination + "@" + source, fromAdmin));
        }
    }

    /** The host's settings on a converter of ours; the same list in all versions. */
    final SourceLogEventConvert converter(AttemptStream reader, Runnable onReset) {
        SourceLogEventConvert convert = new SourceLogEventConvert(reader, onReset);
        if (eventFilter instanceof AviaterRegexFilter) {
            convert.setNameFilter((AviaterRegexFilter) eventFilter);
        }
        if (eventBlackFilter instanceof AviaterRegexFilter) {
            convert.setNameBlackFilter((AviaterRegexFilter) eventBlackFilter);
        }
        convert.setFieldFilterMap(getFieldFilterMap());
        convert.setFieldBlackFilterMap(getFieldBlackFilterMap());
        convert.setCharset(connectionCharset);
        convert.setFilterQueryDcl(filterQueryDcl);
        convert.setFilterQueryDml(filterQueryDml);
        convert.setFilterQueryDdl(filterQueryDdl);
        convert.setFilterRows(filterRows);
        convert.setFilterTableError(filterTableError);
        convert.setUseDruidDdlFilter(useDruidDdlFilter);
        return convert;
    }

    /** The first filter is the source's own; whatever comes later is a client's and narrows it. */
    @Override
    public void setEventFilter(CanalEventFilter filter) {
        synchronized (filterLock) {
            if (ownFilter == null && filter instanceof AviaterRegexFilter) {
                ownFilter = (AviaterRegexFilter) filter;
                super.setEventFilter(filter);
                return;
            }
            AviaterRegexFilter effective = NarrowedFilter.narrow(ownFilter, (AviaterRegexFilter) filter);
            boolean changed = !effective.toString().equals(String.valueOf(eventFilter));
            super.setEventFilter(effective);
            if (changed && isStart()) {
                reporter.note("source=" + source + " a client's filter narrows the tables to " + effective);
            }
        }
    }

    public void setSourceName(String sourceName) {
        this.source = SourceName.parse(sourceName);
    }

    /** {@code auto}, {@code true} or {@code false}. */
    public void setGtidMode(String mode) {
        this.gtidMode = GtidMode.parse(mode);
    }

    /** Whether the table meta history keeps the host's key: for a plain single source, which may have one already. */
    public void setTableHistoryOfDestination(boolean keep) {
        this.tableHistoryOfDestination = keep;
    }

    /** Only kept here: on 1.1.4 the host would build the history at once, with settings that are not all there. */
    @Override
    public void setEnableTsdb(boolean enable) {
        this.enableTsdb = enable;
    }

    /** See {@link #setEnableTsdb}. */
    @Override
    public void setTsdbSpringXml(String springXml) {
        this.tsdbSpringXml = springXml;
        this.fromAdmin = PropertyPlaceholderConfigurer.propertiesLocal.get();
    }

    /** {@code latest} or {@code earliest}: where a source starts that has neither a cursor nor a position. */
    public void setGroupStart(String mode) {
        this.startMode = StartMode.parse(mode);
    }

    /** {@code canal.instance.fallbackIntervalInSeconds}; the host has no getter. */
    @Override
    public void setFallbackIntervalInSeconds(int seconds) {
        super.setFallbackIntervalInSeconds(seconds);
        this.fallbackSeconds = seconds;
    }

    @Override
    public void setSlaveId(long slaveId) {
        replicaIdSet = slaveId > 0;
        replicaId = slaveId;
        super.setSlaveId(slaveId);
    }

    /** The replica id in use; the host has no getter. */
    long replicaId() {
        return replicaId;
    }

    public void setEventStore(GroupEventStore eventStore) {
        this.eventStore = eventStore;
    }

    public void setMetaManager(GroupMetaManager metaManager) {
        this.metaManager = metaManager;
    }

    /** The instance's sink bean, whose settings the sinks of the attempts share. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void setEventSink(CanalEventSink sink) {
        super.setEventSink(sink);
        this.sharedSink = (GroupEventSink) sink;
    }

    @Override
    public void setLogPositionManager(CanalLogPositionManager manager) {
        super.setLogPositionManager(manager);
        this.logPositions = (CursorLogPositionManager) manager;
    }

    /** Looks at the server behind a connection. */
    public void setServers(BiFunction<MysqlConnection, QueryGuard, BinlogServer> servers) {
        this.servers = servers;
    }

    /** The policies for a source that cannot resume, in order, separated by commas. */
    public void setFallback(String policies) {
        this.fallback = FallbackChain.parse(policies);
    }

    /** {@code file:position}: where the source is to go on, once; empty for nowhere else. */
    public void setMoveTo(String place) {
        this.moveTo = place.trim().isEmpty() ? Optional.empty() : Optional.of(BinlogCoordinates.parse(place.trim()));
    }

    /** {@code gtid} or {@code never}: whether the source goes back from its standby by itself. */
    public void setReturnsToMaster(String rule) {
        this.returnsToMaster = rule.equals("gtid");
    }

    /** Seconds between two alarms of a source that stays halted. */
    public void setAlarmRepeat(long seconds) {
        this.alarmRepeat = Duration.ofSeconds(seconds);
    }

    RecoverySettings recoverySettings() {
        return new RecoverySettings(fallback, gtidMode != GtidMode.OFF, gtidMode == GtidMode.ON, fallbackSeconds)
                .movingTo(moveTo);
    }
}
