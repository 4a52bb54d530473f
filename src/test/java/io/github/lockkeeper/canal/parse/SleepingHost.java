package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.exception.CanalParseException;
import com.alibaba.otter.canal.parse.inbound.AbstractEventParser;
import com.alibaba.otter.canal.parse.inbound.BinlogParser;
import com.alibaba.otter.canal.parse.inbound.ErosaConnection;
import com.alibaba.otter.canal.parse.inbound.MultiStageCoprocessor;
import com.alibaba.otter.canal.parse.inbound.mysql.dbsync.LogEventConvert;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import com.alibaba.otter.canal.protocol.CanalEntry;
import com.alibaba.otter.canal.protocol.position.EntryPosition;
import com.alibaba.otter.canal.sink.entry.EntryEventSink;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The host's own parse loop, which finds no server in any round, and sleeps. Armed at each reset, as ours is. */
final class SleepingHost extends AbstractEventParser<LogEvent> {

    private final SleepCutter cutter;
    private final AtomicInteger rounds = new AtomicInteger();
    private volatile boolean arming;
    private volatile boolean sawInterrupt;

    SleepingHost(SleepCutter cutter) {
        this.cutter = cutter;
        destination = "group";
        runningInfo = new AuthenticationInfo();
        runningInfo.setAddress(new InetSocketAddress(3306));
        eventSink = new EntryEventSink() {
            @Override
            public boolean sink(List<CanalEntry.Entry> entries, InetSocketAddress address, String toDestination) {
                return true;
            }
        };
    }

    @Override
    protected BinlogParser<LogEvent> buildParser() {
        return new LogEventConvert() {
            @Override
            public void reset() {
                if (arming) {
                    cutter.arm();
                }
            }
        };
    }

    @Override
    protected ErosaConnection buildErosaConnection() {
        cutter.disarm(this::isStart);
        sawInterrupt |= isStart() && Thread.currentThread().isInterrupted();
        rounds.incrementAndGet();
        throw new CanalParseException("no server");
    }

    @Override
    protected MultiStageCoprocessor buildMultiStageCoprocessor() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected EntryPosition findStartPosition(ErosaConnection connection) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void processDumpError(Throwable failure) {
        // That there is no server is no news.
    }

    int rounds() {
        return rounds.get();
    }

    boolean sawInterrupt() {
        return sawInterrupt;
    }

    boolean isAsleep() {
        return parseThread.getState() == Thread.State.TIMED_WAITING;
    }

    boolean hasEnded() {
        return !parseThread.isAlive();
    }

    void armFromNowOn() {
        arming = true;
    }

    /** Ends the sleep of a round that was not armed. */
    void wake() {
        arming = true;
        parseThread.interrupt();
    }
}
