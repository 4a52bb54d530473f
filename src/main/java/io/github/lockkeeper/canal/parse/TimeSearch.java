package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.SinkFunction;
import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.taobao.tddl.dbsync.binlog.LogEvent;
import io.github.lockkeeper.catalog.BinlogSearch;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogFileName;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.stream.BoundaryScanner;
import io.github.lockkeeper.stream.WholePositions;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Finds where to start for a time: behind the last transaction in front of the first event at or after it. Opens as
 * many files as a binary search by their creation times needs, and reads one.
 *
 * <p>The host's own search walks the files backwards one by one, takes any exception for a missing file, and may end
 * inside a transaction, behind its BEGIN.
 */
final class TimeSearch implements BinlogSearch {

    /** Twice the pace of the heartbeats by which a server says that it has nothing more. */
    static final Duration NEXT_EVENT = Duration.ofSeconds(30);

    private final MysqlConnection connection;
    private final BinlogServer server;
    private final QueryWatch watch;
    private final BooleanSupplier running;
    private int opened;
    private boolean beforeOldest;

    /**
     * @param connection is used for dumps, one after another; afterwards it can be used for queries again
     * @param watch      ends a look at a server that does not answer
     * @param running    whether to go on; a search that was stopped has no answer
     */
    TimeSearch(MysqlConnection connection, BinlogServer server, QueryWatch watch, BooleanSupplier running) {
        this.connection = connection;
        this.server = server;
        this.watch = watch;
        this.running = running;
    }

    /** How many files were opened so far. */
    int openedFiles() {
        return opened;
    }

    @Override
    public BinlogOffset find(long seconds) throws IOException {
        List<BinlogFileName> files = server.files();
        BinlogOffset end = server.end().orElseThrow(() -> new IOException("the server writes no binlog"));
        int low = 0;
        int high = files.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstTime(files.get(middle)) < seconds) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        beforeOldest = low == 0 && firstTime(files.get(0)) >= seconds;
        // A file's time is when the statement began that rotated into it: what was committed meanwhile is in front.
        return walk(files.subList(Math.max(0, low - 1), files.size()), seconds, end);
    }

    private BinlogOffset walk(List<BinlogFileName> files, long seconds, BinlogOffset end) throws IOException {
        BinlogOffset found = end;
        for (BinlogFileName file : files) {
            FileWalk walk = new FileWalk(file, seconds, end.coordinates());
            open(file, walk);
            found = walk.found;
            if (walk.sawYoungEnough) {
                break;
            }
        }
        if (!running.getAsBoolean()) {
            // The place where it was stopped would become the source's start.
            throw new ClosedByInterruptException();
        }
        leave();
        return found;
    }

    /** Whether the last search was for a time before the oldest file: what was written by then may be missing. */
    boolean isBeforeOldest() {
        return beforeOldest;
    }

    /** In one file; its end if all of it is older. */
    BinlogOffset findIn(BinlogFileName file, long seconds) throws IOException {
        BinlogOffset end = server.end().orElseThrow(() -> new IOException("the server writes no binlog"));
        return walk(Collections.singletonList(file), seconds, end);
    }

    @Override
    public long created(BinlogFileName file) throws IOException {
        long seconds = firstTime(file);
        leave();
        return seconds;
    }

    /** A connection that has dumped can be asked nothing else. */
    private void leave() throws IOException {
        watch.run(() -> {
            connection.reconnect();
            return null;
        }, this::abandon);
    }

    private void abandon() {
        SourceEventParser.abandon(connection);
    }

    private long firstTime(BinlogFileName file) throws IOException {
        FirstEvent first = new FirstEvent();
        open(file, first);
        return first.whenSeconds;
    }

    private void open(BinlogFileName file, SinkFunction<LogEvent> reader) throws IOException {
        opened++;
        SinkFunction<LogEvent> watched = event -> {
            watch.renew(NEXT_EVENT);
            return reader.sink(event);
        };
        watch.run(() -> {
            connection.reconnect();
            connection.seek(file.toString(), BinlogCoordinates.FIRST_POSITION, "", watched);
            return null;
        }, this::abandon);
    }

    /** Stops at the event that opens the file. */
    private static final class FirstEvent implements SinkFunction<LogEvent> {
        private long whenSeconds;

        @Override
        public boolean sink(LogEvent event) {
            if (event.getHeader().getType() == LogEvent.FORMAT_DESCRIPTION_EVENT) {
                whenSeconds = event.getHeader().getWhen();
                return false;
            }
            return true;
        }
    }

    /** Keeps the last boundary until an event is young enough, or the file ends. */
    private final class FileWalk implements SinkFunction<LogEvent> {
        private final long seconds;
        private final BinlogFileName file;
        private final BinlogCoordinates end;
        private final RawEvents events;
        private final WholePositions positions = new WholePositions(BinlogCoordinates.FIRST_POSITION);
        private BinlogOffset found;
        private boolean sawYoungEnough;

        private FileWalk(BinlogFileName file, long seconds, BinlogCoordinates end) {
            this.file = file;
            this.seconds = seconds;
            this.end = end;
            this.found = BinlogOffset.of(BinlogCoordinates.of(file, BinlogCoordinates.FIRST_POSITION));
            this.events = new RawEvents(new BoundaryScanner(found, false));
        }

        @Override
        public boolean sink(LogEvent event) {
            if (isYoungEnough(event)) {
                sawYoungEnough = true;
                return false;
            }
            events.boundary(event).ifPresent(boundary -> found = boundary);
            return running.getAsBoolean() && found.coordinates().file().equals(file) && !isAtEnd(event);
        }

        private boolean isYoungEnough(LogEvent event) {
            switch (event.getHeader().getType()) {
                case LogEvent.FORMAT_DESCRIPTION_EVENT:
                    // What is in a file made since is as young; so empty files are not opened one by one.
                    return event.getHeader().getWhen() >= seconds;
                case LogEvent.PREVIOUS_GTIDS_LOG_EVENT:
                case LogEvent.GTID_LIST_EVENT:
                case LogEvent.BINLOG_CHECKPOINT_EVENT:
                case LogEvent.ROTATE_EVENT:
                case LogEvent.STOP_EVENT:
                    return false;
                default:
                    return event.getHeader().getWhen() >= seconds;
            }
        }

        /** The newest file has no end that the dump would tell: it waits there for more. */
        private boolean isAtEnd(LogEvent event) {
            if (event.getHeader().getType() == LogEvent.HEARTBEAT_LOG_EVENT) {
                return true;
            }
            // Those that the server makes up for this dump stand nowhere.
            long position = event.getHeader().getLogPos();
            return position > 0 && positions.next(position) >= end.position() && file.equals(end.file());
        }
    }
}
