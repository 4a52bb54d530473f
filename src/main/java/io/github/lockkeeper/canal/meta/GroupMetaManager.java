package io.github.lockkeeper.canal.meta;

import com.alibaba.otter.canal.common.alarm.CanalAlarmHandler;
import com.alibaba.otter.canal.meta.exception.CanalMetaManagerException;
import com.alibaba.otter.canal.protocol.ClientIdentity;
import com.alibaba.otter.canal.protocol.position.Position;
import com.alibaba.otter.canal.protocol.position.PositionRange;
import io.github.lockkeeper.canal.alarm.Reporter;
import io.github.lockkeeper.canal.store.GroupEventStore;
import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorReading;
import io.github.lockkeeper.cursor.CursorStore;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapJournal;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.recovery.GapLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Holds the durable record of the group from the instance's start to its stop: the host starts this bean first and
 * stops it last.
 *
 * <p>The position that the host passes at an acknowledgement belongs to whatever source the batch ended with. It is
 * not used: the store sees every event of a batch and moves the cursor of each source.
 */
public class GroupMetaManager extends DelegatingMetaManager {

    private String destination;
    private CursorStore cursorStore;
    private Supplier<Optional<CursorReading>> formerRecord = Optional::empty;
    private Supplier<GapJournal> gapJournals;
    private GapJournal gapJournal;
    private GapLedger ledger;
    private Arrivals arrivals;
    private FirstCursors firstCursors;
    private long flushPeriod = 1000;
    private boolean sendsToQueue;
    private volatile LateWords lateWords;
    private Optional<LateSendsWatch> senderWatch = Optional.empty();
    private List<String> sourceNames;
    private GroupEventStore eventStore;
    private CanalAlarmHandler alarmHandler;
    private volatile CursorKeeper keeper;
    private OwnershipLoss ownershipLoss;
    private CursorFlusher flusher;
    private BatchNumbers batchNumbers;

    @Override
    public void start() {
        super.start();
        batchNumbers = new BatchNumbers(System.currentTimeMillis());
        try {
            host().start();
            openRecord();
        } catch (RuntimeException | Error e) {
            // The host writes it to its own log only, where whoever watches the destination does not look.
            new Reporter(destination, alarmHandler).warn("the destination does not start: "
                    + (e instanceof Error ? e.toString() : e.getMessage()));
            stop();
            if (mayPass(e)) {
                ownershipLoss.startFailed();
            }
            throw e;
        }
        eventStore.onRollback(this::forgetBatches);
        eventStore.handOutOneAtATime(sendsToQueue ? LateSendsWatch.LONGEST_SEND : Duration.ZERO);
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof CursorStoreException
                && (((CursorStoreException) failure).kind() == CursorStoreException.Kind.UNAVAILABLE
                || ((CursorStoreException) failure).kind() == CursorStoreException.Kind.FENCED);
    }

    private void openRecord() {
        CursorKeeper opened = new CursorKeeper(cursorStore, eventStore.tracker(), sources(), formerRecord);
        Reporter reporter = new Reporter(destination, alarmHandler);
        opened.open().ifPresent(reporter::warn);
        GroupCursor begin = opened.record();
        lateWords = new LateWords(opened,
                () -> LateSends.since(HostAddress.orLocal() + " before " + Instant.now(), begin), reporter);
        keeper = opened;
        StockCursor stock = new StockCursor(host(), destination);
        gapJournal = gapJournals.get();
        gapJournal.open().ifPresent(reporter::warn);
        ledger = new GapLedger(gapJournal);
        arrivals = new Arrivals(keeper, eventStore.tracker(), ledger);
        firstCursors = new FirstCursors(keeper, ledger);
        stock.requireClients();
        firstCursors.remember(stock::found);
        flusher = new CursorFlusher(destination, keeper, flushPeriod, this::confirmations, stock::follow, reporter);
        flusher.start();
        eventStore.handOutWhile(opened::isConfirmed);
        senderWatch = sendsToQueue
                ? Optional.of(new LateSendsWatch(opened, eventStore, reporter, HostAddress.orLocal())) : Optional.empty();
        ownershipLoss.watches(senderWatch);
        opened.watch(ownershipLoss);
    }

    /** Whether it is certain that this server owns the destination: heartbeats are written only then. Takes no lock. */
    public boolean isOwnershipConfirmed() {
        CursorKeeper open = keeper;
        return open != null && open.isConfirmed();
    }

    /** The instance is about to stop; its sources still run. */
    public void stopping() {
        try {
            senderWatch.ifPresent(LateSendsWatch::stopping);
        } catch (RuntimeException | Error e) {
            new Reporter(destination, alarmHandler).warn("it is not known what the sender to the queue has in hand", e);
        }
    }

    /** What former owners of the destination have left; empty while this manager is not started. Takes no lock. */
    public List<LateSends> lateSends() {
        return keeper == null ? Collections.emptyList() : lateWords.open();
    }

    /** What was left has been dealt with; the next flush removes it. */
    public void settled(LateSends word) {
        lateWords.settle(word);
    }

    private Runnable confirmations() {
        Runnable arrivalsReached = arrivals.reached();
        return () -> {
            arrivalsReached.run();
            lateWords.removeSettled();
        };
    }

    /** The record of all sources; at hand while this manager is started. */
    public CursorKeeper keeper() {
        if (keeper == null) {
            throw new CanalMetaManagerException("the meta manager of " + destination + " is not started");
        }
        return keeper;
    }

    /** Canal's own cursor, as long as there is a source that has none of ours. */
    public Optional<HostCursor> hostCursor() {
        return firstCursors.hostCursor();
    }

    /** Journals the first cursor of a source and makes it durable. */
    public void begin(SourceName source, SourceCursor start, GapDecision why) {
        firstCursors.begin(source, start, why);
    }

    /** Makes the first cursor of a source durable that is in the journal already. */
    public void fix(SourceName source, SourceCursor start) {
        firstCursors.fix(source, start);
    }

    /**
     * The first event of a dump arrived.
     *
     * @param attempt the attempt's number
     */
    public void arrived(SourceName source, long attempt) {
        arrivals.arrived(source, attempt);
    }

    /** Where decisions are written down. */
    public GapLedger ledger() {
        return ledger;
    }

    /** Which other source of the group has its cursor on a server. */
    public Optional<SourceName> ownerOf(ServerIdentity server, SourceName exceptFor) {
        return sources().stream().filter(name -> !name.equals(exceptFor))
                .filter(name -> keeper().cursor(name).map(cursor -> cursor.identity().isSameServer(server)).orElse(false))
                .findFirst();
    }

    /** What was decided about the sources of this destination. */
    public GapJournal gapJournal() {
        return gapJournal;
    }

    @Override
    public void stop() {
        super.stop();
        if (flusher != null) {
            flusher.stop();
            flusher = null;
        }
        if (gapJournal != null) {
            gapJournal.close();
            gapJournal = null;
        }
        if (keeper != null) {
            keeper.close();
            keeper = null;
        }
        stopHost();
    }

    /** After a start that failed half way the host's manager fails at its stop; that must not hide the reason. */
    private void stopHost() {
        if (host().isStart()) {
            try {
                host().stop();
            } catch (RuntimeException e) {
                new Reporter(destination, alarmHandler).note("Canal's own meta manager could not be stopped: " + e);
            }
        }
    }

    /** The position belongs to one source of many; see the class comment. */
    @Override
    public void updateCursor(ClientIdentity client, Position position) {
        // The stock cursor follows with the flush.
    }

    /** Asked by the host before each get. Without an answer it goes on at its store's first event: the same place. */
    @Override
    public Position getCursor(ClientIdentity client) {
        try {
            return super.getCursor(client);
        } catch (RuntimeException e) {
            if (StockCursor.isUnreadable(e)) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Asked by the host before each get: the place to refuse a second consumer, whose events would be missing from
     * the first one's stream without a trace.
     */
    @Override
    public PositionRange getLastestBatch(ClientIdentity client) {
        for (ClientIdentity other : listAllSubscribeInfo(destination)) {
            if (!other.equals(client) && !host().listAllBatchs(other).isEmpty()) {
                throw new CanalMetaManagerException("clientId " + client.getClientId() + " is refused: clientId "
                        + other.getClientId() + " has batches of destination " + destination + " under way, and a "
                        + "destination has one consumer at a time. Stop the other client, or let it acknowledge or "
                        + "roll back.");
            }
        }
        return super.getLastestBatch(client);
    }

    /** The host's own numbers begin anew with each start; see {@link BatchNumbers}. */
    @Override
    public Long addBatch(ClientIdentity client, PositionRange range) {
        long number = batchNumbers.next();
        addBatch(client, range, number);
        return number;
    }

    /** Asked by the host when a batch is acknowledged or rolled back, also one of an earlier start, by its sender. */
    @Override
    public PositionRange removeBatch(ClientIdentity client, Long batchId) {
        LateWords words = lateWords;
        if (sendsToQueue && words != null && batchNumbers.isOfEarlierStart(batchId)) {
            words.earlierSenderEnded(batchId);
        }
        return super.removeBatch(client, batchId);
    }

    /** What the client got and did not acknowledge goes back, else the next subscriber would never see it. */
    @Override
    public void unsubscribe(ClientIdentity client) {
        super.unsubscribe(client);
        clearAllBatchs(client);
        boolean consumedByAnother = listAllSubscribeInfo(destination).stream()
                .anyMatch(other -> !host().listAllBatchs(other).isEmpty());
        if (!consumedByAnother) {
            // Also without a batch: a get of the client may be on its way to one.
            eventStore.rollback();
        }
    }

    /** After a rollback all that was handed out comes again in new batches; an old one must not confirm it. */
    private void forgetBatches() {
        if (isStart()) {
            listAllSubscribeInfo(destination).forEach(host()::clearAllBatchs);
        }
    }

    private List<SourceName> sources() {
        return sourceNames.stream().map(SourceName::parse).collect(Collectors.toList());
    }

    // ---- set by the template

    public void setDestination(String destination) {
        this.destination = destination;
    }

    /** Where the record is kept. Opened at the start of this manager, not before. */
    public void setCursorStore(CursorStore cursorStore) {
        this.cursorStore = cursorStore;
    }

    /** Reads the record of the place that was used before {@link #setCursorStore that store}, if there is such a place. */
    public void setFormerRecord(Supplier<Optional<CursorReading>> formerRecord) {
        this.formerRecord = formerRecord;
    }

    /** Makes the journal that every decision is written down in: a new one for each start. */
    public void setGapJournals(Supplier<GapJournal> gapJournals) {
        this.gapJournals = gapJournals;
    }

    /** Milliseconds between two flushes of the record. */
    public void setFlushPeriod(long flushPeriod) {
        this.flushPeriod = flushPeriod;
    }

    /** {@code canal.serverMode}: {@code tcp}, or the message queue that the host sends to itself. */
    public void setServerMode(String serverMode) {
        String mode = serverMode.trim();
        this.sendsToQueue = !mode.isEmpty() && !"tcp".equalsIgnoreCase(mode);
    }

    /** The names of the group's sources, in order. */
    public void setSourceNames(List<String> sourceNames) {
        this.sourceNames = sourceNames;
    }

    public void setEventStore(GroupEventStore eventStore) {
        this.eventStore = eventStore;
    }

    /** What follows when another server owns the destination. */
    public void setOwnershipLoss(OwnershipLoss ownershipLoss) {
        this.ownershipLoss = ownershipLoss;
    }

    public void setAlarmHandler(CanalAlarmHandler alarmHandler) {
        this.alarmHandler = alarmHandler;
    }
}
