package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.alibaba.otter.canal.parse.inbound.BinlogParser;
import com.alibaba.otter.canal.parse.inbound.ErosaConnection;
import com.alibaba.otter.canal.parse.inbound.EventTransactionBuffer;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import io.github.lockkeeper.canal.sink.AttemptSink;
import io.github.lockkeeper.cursor.LateSends;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.liveness.Backoff;
import io.github.lockkeeper.liveness.RepeatedFaults;
import io.github.lockkeeper.liveness.SourceCondition;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.recovery.LateReplay;
import io.github.lockkeeper.recovery.ResumePoint;
import io.github.lockkeeper.recovery.SourceRecovery;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One source of a group: the host's MySQL parser, which resumes from the source's own cursor.
 *
 * <p>Each round of the host's loop is an <em>attempt</em> with a converter, a transaction buffer and a sink of its
 * own, so that a stage thread of an earlier attempt, which the host does not wait for, can spoil nothing (I4).
 * What the host calls outside its try ({@link #buildErosaConnection}, {@link #afterDump},
 * {@link #processDumpError}) never throws here: it would end the parse thread without a word.
 */
public class SourceEventParser extends SourceConnections {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(30);
    /** What the stages have before them is one event, and they may still have to start. */
    private static final Duration STAGES_READ = Duration.ofSeconds(1);
    private static final Duration STAGES_END = Duration.ofSeconds(10);
    /** What a slow client may take between two batches. */
    private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(10);
    /** For a connect, and for the first event of a dump. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final long NO_ATTEMPT = -1;

    private final Object lifeLock = new Object();
    private final SleepCutter sleepCutter = new SleepCutter();
    private final RepeatedFaults repeated = new RepeatedFaults();
    private final AnswerWatch answers = new AnswerWatch(LONGEST_SILENCE, System::nanoTime);
    private final DownstreamWatch downstream = new DownstreamWatch(LONGEST_WAIT_FOR_ROOM);
    private SourceRecovery recovery;
    private volatile LateReplays lateReplays;
    private volatile SchemaGuard schemas;
    private boolean startsOverGap;
    private ServerIdentity decidedFor;
    private Fault lastFault;
    /** The attempt began in front of where the source stands, and has handed over nothing yet. */
    private volatile boolean goingBack;
    private final SourceProbe probe = new SourceProbe(this, LONGEST_QUERY);
    private final StandbySwitch standby = new StandbySwitch(new ParserServers(this), System::nanoTime);
    private volatile SourceCondition condition;
    private volatile AttemptStream stream;
    private volatile DumpConnection dump;
    /** The attempt that was ended on purpose. */
    private volatile long plannedEnd = NO_ATTEMPT;
    private volatile boolean stopping;
    private volatile boolean groupRunning = true;
    private boolean failureNoted;

    // ---- life

    @Override
    public void start() {
        synchronized (lifeLock) {
            // The host's switch to a standby starts a parser again after its group was stopped.
            if (groupRunning) {
                startAttempts();
            }
        }
    }

    private void startAttempts() {
        prepare();
        if (condition == null) {
            condition = new SourceCondition(source, backoff(), this::tell);
        }
        condition.started();
        failureNoted = true;
        stopping = false;
        recovery = new SourceRecovery(source, recoverySettings(), metaManager.ledger(),
                server -> metaManager.ownerOf(server, source), new HealReport(reporter));
        lateReplays = new LateReplays(source, System::nanoTime);
        schemas = new SchemaGuard(this, LONGEST_QUERY);
        if (runningInfo == null) {
            // A restart begins at the server that the cursor belongs to.
            runningInfo = choice().at(metaManager.keeper().cursor(source).map(SourceCursor::address).orElse(""));
        }
        super.start();
        HostTsdbProperties.clearEmpty();
    }

    private void tell(String line, boolean bad) {
        if (bad) {
            reporter.warn(line);
        } else {
            reporter.note(line);
        }
    }

    private static Backoff backoff() {
        return new Backoff(FIRST_RETRY, SLOWEST_RETRY, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The attempt ends first: the host interrupts the parse thread, and with a full ring that drops an event in front
     * of others that still reach the sink (I7).
     */
    @Override
    public void stop() {
        synchronized (lifeLock) {
            if (!isStart()) {
                return;
            }
            stopping = true;
            endAttempt();
            super.stop();
            parseThread = null;
            condition.stopped();
        }
    }

    /** Told by the group before it starts and before it stops its members. */
    void setGroupRunning(boolean running) {
        this.groupRunning = running;
    }

    /** The destination is another server's: nothing of it is sent any more, nor any heartbeat. */
    void fenced(String reason) {
        SourceCondition shown = condition;
        if (shown != null && isStart()) {
            shown.fenced(reason);
        }
    }

    /** The host calls this when it has said that it stops: an attempt that began in between ends here. */
    @Override
    protected void stopHeartBeat() {
        stopPing();
        endAttempt();
    }

    /**
     * Forces a new attempt, without a wait: by closing the dump's socket, never by an interrupt (I7). From any
     * thread; does nothing while there is no dump. The attempt is ended as well, since a thread that waits for
     * room does not look at its socket.
     */
    public void reconnect() {
        plannedEnd = dump != null ? attempts() : NO_ATTEMPT;
        endAttempt();
        closeDump();
    }

    private void closeDump() {
        MysqlConnection open = dump;
        if (open != null) {
            close(open);
        }
    }

    /** Also the host's connection for table definitions, which it waits for without a bound. */
    private void closeAttempt() {
        DumpConnection open = dump;
        if (open != null) {
            abandon(open);
            open.beside().ifPresent(SourceConnections::abandon);
        }
    }

    /** What the source is doing. */
    public SourceCondition condition() {
        return condition;
    }

    /** How many dump attempts there were in this process. */
    public long attempts() {
        AttemptStream last = stream;
        return last == null ? 0 : last.attempt().number();
    }

    /** Called every moment by the group's timer. */
    void tick() {
        try {
            sleepCutter.cut();
            queries().check();
            searches().check();
            schemas.check();
            probe.check();
            noteDelivery();
            downstream.check(condition);
            answers.check(this::closeAttempt);
            condition.remind(alarmRepeat);
            reviveDeadThread();
        } catch (RuntimeException e) {
            reporter.warn("source=" + source + " could not be looked after: " + e, e);
        }
    }

    private void noteDelivery() {
        AttemptStream streaming = stream;
        long events = streaming == null ? 0 : streaming.seen().count();
        standby.noteDelivery(events);
        if (events > 0) {
            answers.answered();
        }
    }

    private void reviveDeadThread() {
        Thread thread = parseThread;
        if (isStart() && thread != null && thread.getState() == Thread.State.TERMINATED) {
            reporter.warn("source=" + source + " the parse thread died; it is started again");
            stop();
            start();
        }
    }

    // ---- the attempt

    @Override
    protected ErosaConnection buildErosaConnection() {
        sleepCutter.disarm(this::isStart);
        endAttempt();
        awaitTurn();
        requireRunning();
        standby.takeIfRequested();
        DumpConnection connection = DumpConnection.of((MysqlConnection) super.buildErosaConnection(), receivedBinlogBytes);
        beginAttempt();
        dump = connection;
        answers.expect();
        return connection;
    }

    private void endAttempt() {
        AttemptStream ended = stream;
        if (ended != null) {
            ended.end();
            tracker().endAttempt(ended.attempt());
        }
    }

    /** Waiting is done here, before a connection is built; a stop ends it at once. */
    private void awaitTurn() {
        if (!failureNoted) {
            // The host tells nothing of a dump that ends by itself, nor, in serial mode, of a missing TABLE_MAP.
            failed(needTransactionPosition.get()
                    ? Fault.of(FaultKind.TABLE_MAP_MISSING, "rows without a TABLE_MAP")
                    : Fault.of(FaultKind.CONNECTION, "the dump ended without an error"));
        }
        failureNoted = false;
        long deadline = System.nanoTime() + condition.takeOwedWait().toNanos();
        long left;
        while (isStart() && !Thread.currentThread().isInterrupted() && (left = deadline - System.nanoTime()) > 0) {
            LockSupport.parkNanos(this, left);
        }
        awaitStages();
    }

    private void awaitStages() {
        try {
            while (isStart() && stream != null && !stream.threads().awaitEnd(STAGES_END)) {
                reporter.warn("source=" + source + " waits for a stage of the last attempt to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginAttempt() {
        AttemptStream next = new AttemptStream(tracker().beginAttempt(source), condition, this::closeDump);
        AttemptSink sink = new AttemptSink(sharedSink, eventStore, next.attempt(), next.boundaries());
        sink.start();
        eventSink = sink;
        downstream.attempt(sink);
        transactionBuffer = new EventTransactionBuffer(entries -> flush(next, sink, entries));
        transactionBuffer.setBufferSize(transactionSize);
        transactionBuffer.start();
        synchronized (filterLock) {
            binlogParser = converter(next, sleepCutter::arm);
            binlogParser.start();
        }
        stream = next;
        if (!isStart()) {
            endAttempt();
        }
    }

    private void flush(AttemptStream from, AttemptSink sink, List<CanalEntry.Entry> entries)
            throws InterruptedException {
        from.noteThread();
        boolean taken = sink.sink(entries, runningInfo.getAddress(), destination);
        consumedEventCount.incrementAndGet();
        if (!taken) {
            throw new CanalParseException("the attempt " + from.attempt() + " is over");
        }
        if (sink.reachedBoundary()) {
            from.boundaryReached();
        }
    }

    @Override
    protected BinlogParser buildParser() {
        return converter(null, sleepCutter::arm);
    }

    // ---- the start

    @Override
    protected EntryPosition findStartPosition(ErosaConnection connection) throws IOException {
        answers.answered();
        goingBack = false;
        AttemptStart start = new AttemptStart(this, recovery, (MysqlConnection) connection);
        ResumePoint point = start.find(Optional.ofNullable(lastFault), standby.isTaken()).orElseThrow(this::switchOver);
        requireRunning();
        // It has been decided on: the next attempt must not decide on it a second time.
        lastFault = null;
        AttemptStream begun = stream;
        tracker().connected(begun.attempt(), point.cursor().identity(), point.cursor().address());
        begun.starts(point, () -> arrived(begun, point));
        startsOverGap = point.isOverGap();
        goingBack = point.isReplay();
        lateReplays.started(begun.attempt().number(), goingBack);
        decidedFor = point.cursor().identity();
        setIsGTIDMode(point.isByGtid());
        return EntryPositions.of(point);
    }

    /** The history of table definitions is rolled to the start; over a gap it may have missed an ALTER (I18). */
    @Override
    protected boolean processTableMeta(EntryPosition position) {
        if (!super.processTableMeta(position)) {
            return false;
        }
        if (tableMetaTSDB != null) {
            schemas.attempt(stream, tableMetaTSDB, startsOverGap, queries());
        }
        MysqlConnection connection = dump;
        dump.checkBeforeDump(() -> requireSameServer(connection));
        answers.expect();
        return true;
    }

    /** Behind one address there may be several servers, and the decision was made for one of them (I10). */
    private void requireSameServer(MysqlConnection connection) throws IOException {
        ServerIdentity answers = server(connection).identity();
        if (!answers.equals(decidedFor) && !answers.isSameServer(decidedFor)) {
            throw new SourceFaultException(FaultKind.CONNECTION, answers + " would send the dump, but " + decidedFor
                    + " was asked for its position");
        }
    }

    /**
     * The server sends from where the source was told to go on. A move gets into the tracker behind all before it; so
     * does a place behind a move whose confirmation a crash took, else its entry would wait for the next event.
     */
    private void arrived(AttemptStream from, ResumePoint at) {
        standby.arrived();
        if (at.isReplay()) {
            // Until it has handed something over from there, the source stands where it stood, which is a good place.
            from.onFirstBoundary(() -> arrivedIn(from));
            return;
        }
        Optional<Gap> pending = metaManager.ledger().pending(source);
        if (!at.isMove() && pending.filter(entry -> LateReplay.isUndone(entry, at.cursor())).isPresent()) {
            return;
        }
        boolean isPlaced = at.hasNewCoordinates() || !at.isMove() && pending.isPresent()
                ? tracker().boundary(from.attempt(), at.cursor().offset()) : tracker().isCurrent(from.attempt());
        if (isPlaced) {
            arrivedIn(from);
        }
    }

    private void arrivedIn(AttemptStream from) {
        goingBack = false;
        lateReplays.begun(from.attempt().number());
        metaManager.arrived(source, from.attempt().number());
    }

    /** Ends this attempt; the next one connects to the other server, and decides there. */
    private SourceFaultException switchOver() {
        String before = ServerChoice.text(runningInfo.getAddress());
        standby.take();
        // Not the fault of the last attempt, which may have been a broken connection: that would send it back at once.
        boolean decidedOn = lastFault != null && lastFault.heals();
        return new SourceFaultException(decidedOn ? lastFault.kind() : FaultKind.BINLOG_PURGED,
                "goes on at " + ServerChoice.text(runningInfo.getAddress()) + " instead of " + before);
    }

    /** The host's pings failed: asks for a switch. */
    @Override
    public void doSwitch() {
        standby.pingsFailed();
    }

    @Override
    public void doSwitch(AuthenticationInfo to) {
        if (to != runningInfo) {
            doSwitch();
        }
    }

    // ---- beside the dump

    SourceProbe probe() {
        return probe;
    }

    AttemptStream stream() {
        return stream;
    }

    /** How far the attempt that runs has come; empty before its first boundary. */
    Optional<SourceCursor> handedOver(AttemptStream streaming) {
        return streaming == null ? Optional.empty() : tracker().handedOverBy(streaming.attempt());
    }

    /** Ends an attempt with a fault that it does not notice itself; does nothing to a later one. */
    void fail(AttemptStream streaming, Fault fault) {
        if (streaming != null && streaming == stream) {
            streaming.refuse(fault);
        }
    }

    /** A connection beside the dump's, not connected yet; empty while there is no dump. */
    Optional<MysqlConnection> anotherConnection(Optional<AuthenticationInfo> to) {
        MysqlConnection open = dump;
        if (open == null) {
            return Optional.empty();
        }
        MysqlConnection another = open.fork();
        to.ifPresent(info -> another.getConnector().setAddress(info.getAddress()));
        return Optional.of(another);
    }

    /** What the attempt that begins has to send again first. */
    Optional<LateReplay> lateReplay(SourceCursor at) {
        lateReplays.see(metaManager.lateSends(), Optional.of(at));
        return lateReplays.offer(metaManager.ledger(), at);
    }

    /** Goes back to where former owners stood, with a new attempt if one is under way. */
    void sendAgain(List<LateSends> words) {
        LateReplays replays = lateReplays;
        if (replays == null || words.isEmpty() && replays.isIdle()) {
            return;
        }
        AttemptStream streaming = stream;
        Optional<SourceCursor> at = cursor();
        replays.see(words, at);
        boolean isUnderWay = streaming != null && streaming.seen().count() > 0 && at.isPresent();
        if (isUnderWay && replays.isToEnd(streaming.attempt().number(), metaManager.ledger(), at.get())) {
            endForAnother(streaming);
        }
    }

    /** Without the host's last word to the server, for which it would wait. Ends no later attempt. */
    private void endForAnother(AttemptStream streaming) {
        DumpConnection open = dump;
        streaming.end();
        tracker().endAttempt(streaming.attempt());
        if (streaming == stream && open != null) {
            plannedEnd = streaming.attempt().number();
            abandon(open);
        }
    }

    boolean hasSentAgain(LateSends word) {
        return lateReplays != null && lateReplays.isSettled(word, metaManager.ledger());
    }

    StandbySwitch standby() {
        return standby;
    }

    /** Where the source stands: behind what was handed to the store, or, after a stop, behind what was acknowledged. */
    Optional<SourceCursor> cursor() {
        Optional<SourceCursor> handedOver = tracker().handedOver(source);
        return handedOver.isPresent() ? handedOver : metaManager.keeper().cursor(source);
    }

    boolean standsInTransaction() {
        return needTransactionPosition.get();
    }

    // ---- the failure

    /** Not passed on: the host counts every error 1236, and jumps to the newest position on the third. */
    @Override
    protected void processDumpError(Throwable failure) {
        AttemptStream ended = stream;
        if (ended != null) {
            if (parallel && FaultReader.isSentByServer(failure)) {
                ended.awaitOpening(STAGES_READ);
            }
            ended.end();
        }
        Fault fault = ended == null ? FaultReader.read(failure)
                : ended.fault().orElseGet(() -> FaultReader.read(failure));
        failureNoted = true;
        if (ended != null && ended.attempt().number() == plannedEnd && !ended.fault().isPresent()) {
            plannedEnd = NO_ATTEMPT;
            return;
        }
        if (fault.kind() == FaultKind.TABLE_MAP_MISSING) {
            needTransactionPosition.set(true);
        }
        failed(fault);
    }

    private void failed(Fault fault) {
        if (isStart() && !stopping) {
            // A halt is looked at afresh: the server may have been mended meanwhile. So is where the source stands.
            lastFault = fault.halts() || goingBack ? null : fault;
            if (fault.kind() == FaultKind.REPLICA_ID_CONFLICT) {
                takeAnotherReplicaId();
            }
            standby.failed(fault);
            condition.failed(repeated.judge(fault, place()));
        }
    }

    /** Where the attempt ended, else where the source stands. */
    private String place() {
        AttemptStream ended = stream;
        return Optional.ofNullable(ended).flatMap(attempt -> attempt.seen().last())
                .orElseGet(() -> cursor().map(at -> at.offset().coordinates().toString()).orElse("its start"));
    }

    private void takeAnotherReplicaId() {
        setSlaveId(ReplicaIds.of(destination, source.value() + "#" + attempts()));
        reporter.note("source=" + source + " takes another replica id: " + replicaId());
    }

    /** The host throws here, outside its try, when there never was a connection. */
    @Override
    protected void afterDump(ErosaConnection connection) {
        if (connection != null) {
            super.afterDump(connection);
        }
    }

    /** The host alarms with a stack trace at every retry; ours goes out once for each change of state. */
    @Override
    public void sendAlarm(String toDestination, String message) {
        if (Thread.currentThread() != parseThread) {
            super.sendAlarm(toDestination, message);
        }
    }
}
