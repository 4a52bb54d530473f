package io.github.lockkeeper.testkit.stream;

import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.RowEvent.Origin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * All that a consumer has seen, and what of it it holds. A row is held only once its batch was acknowledged. Written
 * by the consumer's thread, read by the test's.
 */
public final class ConsumerRecord {

    /** A server that was restarted counts on from its time, far beyond; one without the plugin from 1. */
    private static final long MOST_BATCHES_BETWEEN = 100_000;

    private final LongSupplier nanoClock;
    private final boolean checkTransactions;
    private final Map<RowChange, Sighting> sightings = new LinkedHashMap<>();
    private final Map<RowChange, RowEvent> held = new LinkedHashMap<>();
    private final HeldRows rows = new HeldRows();
    private final TransactionCheck transactions = new TransactionCheck();
    private final Deque<Batch> unconfirmed = new ArrayDeque<>();
    private final List<DdlEvent> ddls = new ArrayList<>();
    private final Set<Origin> ddlOrigins = new HashSet<>();
    private int repeatedDdls;
    private Duplicates duplicates = Duplicates.NONE;
    private final Map<String, Long> sentAgainBySchema = new HashMap<>();
    private final NavigableSet<Long> losses = new TreeSet<>();
    private long lastBatchId;

    ConsumerRecord(boolean checkTransactions) {
        this(System::nanoTime, checkTransactions);
    }

    ConsumerRecord(LongSupplier nanoClock, boolean checkTransactions) {
        this.nanoClock = nanoClock;
        this.checkTransactions = checkTransactions;
    }

    /** A batch arrived; so the server has taken all acknowledgements sent before on this connection. */
    synchronized void delivered(Batch batch) {
        answered();
        if (batch.id() <= lastBatchId || batch.id() - lastBatchId > MOST_BATCHES_BETWEEN) {
            transactions.restarted();
        }
        lastBatchId = batch.id();
        batch.rows().forEach(event -> sightings.compute(event.change(), (change, seen) -> seen(change, seen)));
    }

    /** The server answered a request. */
    synchronized void answered() {
        unconfirmed.forEach(batch -> sightings(batch, Sighting::acknowledged));
        unconfirmed.clear();
    }

    /** The client has acknowledged a batch: from now on it is responsible for its rows. */
    synchronized void acknowledged(Batch batch) {
        long now = nanoClock.getAsLong();
        batch.items().forEach(this::hold);
        sightings(batch, sighting -> sighting.ackSent(now));
        unconfirmed.add(batch);
    }

    /** The connection broke. What was delivered and not acknowledged is forgotten, as by a client that died. */
    synchronized void lost() {
        unconfirmed.forEach(batch -> sightings(batch, Sighting::inDoubt));
        unconfirmed.clear();
        losses.add(nanoClock.getAsLong());
    }

    /** Reads several things of one moment; the consumer waits meanwhile. */
    public synchronized <T> T atOnce(Function<ConsumerRecord, T> reading) {
        return reading.apply(this);
    }

    /** How many different changes are held. */
    public synchronized int heldCount() {
        return held.size();
    }

    public synchronized boolean holds(RowChange change) {
        return held.containsKey(change);
    }

    /** The first held delivery of a change. */
    public synchronized Optional<RowEvent> event(RowChange change) {
        return Optional.ofNullable(held.get(change));
    }

    /** All held changes, each once, in the order in which they were first held. */
    public synchronized List<RowEvent> held() {
        return List.copyOf(held.values());
    }

    /** Versions of the rows of the consumer's table. */
    public synchronized Map<RowKey, Long> state() {
        return new HashMap<>(rows.state());
    }

    public synchronized Duplicates duplicates() {
        return duplicates;
    }

    /** How often any change of that schema came once more, for whatever reason. */
    public synchronized long sentAgain(String schema) {
        return sentAgainBySchema.getOrDefault(schema, 0L);
    }

    /** Changes that became held after a later one of their key. */
    public synchronized List<String> disorder() {
        return rows.disorder();
    }

    /** ENDs of transactions whose BEGIN was not delivered, also not before a restart of the server. */
    public synchronized List<Origin> orphanedEnds() {
        return checkTransactions ? transactions.orphans() : List.of();
    }

    /** DDLs in the order of their acknowledgement, repeated ones too. */
    public synchronized List<DdlEvent> ddls() {
        return List.copyOf(ddls);
    }

    /** DDLs that were acknowledged and came again. */
    public synchronized int repeatedDdls() {
        return repeatedDdls;
    }

    private Sighting seen(RowChange change, Sighting before) {
        if (before == null) {
            return new Sighting();
        }
        sentAgainBySchema.merge(change.key().schema(), 1L, Long::sum);
        switch (before.state()) {
            case DELIVERED -> duplicates = duplicates.plusUnacknowledged();
            case ACK_IN_DOUBT -> duplicates = duplicates.plusInDoubt();
            default -> acknowledgedAgain(before);
        }
        before.redelivered();
        return before;
    }

    /** The first loss after the acknowledgement made it come again; there may have been more before it came. */
    private void acknowledgedAgain(Sighting before) {
        Long loss = losses.ceiling(before.ackNanos());
        duplicates = loss == null ? duplicates.plusReplayed()
                : duplicates.plusAcknowledged(Duration.ofNanos(loss - before.ackNanos()));
    }

    private void hold(StreamItem item) {
        if (item instanceof StreamItem.Begin begin) {
            transactions.begin(begin.origin());
        } else if (item instanceof StreamItem.End end) {
            transactions.end(end.origin());
        } else if (item instanceof StreamItem.Statement statement) {
            ddls.add(statement.ddl());
            repeatedDdls += ddlOrigins.add(statement.ddl().origin()) ? 0 : 1;
        } else if (item instanceof StreamItem.Rows events) {
            events.events().forEach(event -> rows.apply(event, held.putIfAbsent(event.change(), event) == null));
        }
    }

    private void sightings(Batch batch, Consumer<Sighting> action) {
        batch.rows().forEach(event -> action.accept(sightings.get(event.change())));
    }
}
