package io.github.lockkeeper.stream;

import io.github.lockkeeper.position.BinlogCoordinates;
import io.github.lockkeeper.position.BinlogOffset;
import io.github.lockkeeper.position.GtidSet;
import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.stream.StreamEvent.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes items as a server does, event by event, and knows at each what is true: it need not guess where a transaction
 * ends, it writes it. Positions are whole here; events carry 32 bits of them.
 */
final class StreamWriter {

    private static final long SMALL = 60;
    private static final long REACH = 1L << 32;

    /** Which transactions get a GTID. */
    enum Mode { ALL, SOME, NONE }

    private final Mode mode;
    private final List<StreamEvent> events = new ArrayList<>();
    private int fileNumber = 999_998;
    private long position = 4;
    private long lastBoundary = 4;
    private long created = Feed.CREATED;
    private long clock = Feed.WHEN;
    private long lastTime;
    private GtidSet passed = GtidSet.EMPTY;
    private String lastGtid = "";
    private long nextGno = 1;
    private long announced;

    StreamWriter(Mode mode) {
        this.mode = mode;
    }

    /** The beginning of the first file, with what is known there. */
    static BinlogOffset start() {
        return BinlogOffset.of(BinlogCoordinates.of("mysql-bin.999998", 4)).withGtids(Gtids.of(GtidSet.EMPTY));
    }

    List<StreamEvent> write(List<StreamItem> items) {
        opens();
        items.forEach(this::write);
        return events;
    }

    private void write(StreamItem item) {
        clock++;
        if (item instanceof StreamItem.Transaction transaction) {
            transaction(transaction);
        } else if (item instanceof StreamItem.Statement statement) {
            announce();
            ends(Type.QUERY, statement.sql());
        } else if (item instanceof StreamItem.XaPrepared xa) {
            announce();
            event(Type.QUERY, SMALL, "XA START X'61',X'',1");
            rows(xa.rows());
            event(Type.QUERY, SMALL, "XA END X'61',X'',1");
            ends(Type.XID, "");
        } else if (item instanceof StreamItem.Heartbeat heartbeat) {
            heartbeat(heartbeat.skipped());
        } else if (item instanceof StreamItem.Rotate) {
            rotate();
        } else if (item instanceof StreamItem.Torn torn) {
            announce();
            event(Type.QUERY, SMALL, "BEGIN");
            rows(torn.rows());
            // Its number was never executed and is given out again.
            announced = 0;
            nextFile();
            opens();
        }
    }

    private void transaction(StreamItem.Transaction transaction) {
        announce();
        event(Type.QUERY, SMALL, "BEGIN");
        for (int i = 0; i < Math.max(transaction.rows().size(), transaction.inside().size()); i++) {
            if (i < transaction.inside().size()) {
                event(Type.QUERY, SMALL, transaction.inside().get(i));
            }
            if (i < transaction.rows().size()) {
                event(Type.ROWS, SMALL, "");
                event(Type.OTHER, transaction.rows().get(i), "");
                add(Type.HEARTBEAT, "", Optional.empty());
            }
        }
        ends(transaction.end().isEmpty() ? Type.XID : Type.QUERY, transaction.end());
    }

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            event(Type.ROWS, SMALL, "");
            event(Type.OTHER, SMALL, "");
        }
    }

    private void announce() {
        announced = 0;
        if (mode == Mode.ALL || mode == Mode.SOME && clock % 2 == 0) {
            announced = nextGno;
            position += SMALL;
            events.add(new StreamEvent(Type.GTID, file(), position % REACH, clock, Feed.UUID, announced,
                    Optional.empty()));
        } else if (mode == Mode.SOME) {
            event(Type.ANONYMOUS, SMALL, "");
        }
    }

    private void ends(Type type, String text) {
        position += SMALL;
        lastTime = clock;
        lastGtid = announced == 0 ? "" : Feed.UUID + ":" + announced;
        if (announced != 0) {
            passed = passed.plus(Feed.UUID, announced);
            nextGno = announced + 1 + clock % 2;
        }
        announced = 0;
        add(type, text, here());
    }

    private void heartbeat(long skipped) {
        position += skipped;
        add(Type.HEARTBEAT, "", position == lastBoundary ? Optional.empty() : here());
    }

    private void rotate() {
        String before = file();
        long end = position % REACH;
        nextFile();
        events.add(new StreamEvent(Type.ROTATE, before, end, clock, file(), 0, here()));
        opens();
    }

    private void nextFile() {
        fileNumber++;
        position = 4;
        lastBoundary = 0;
        created = 0;
    }

    /** As the server sends it: the name, made up; the description, with the creation; the GTIDs so far. */
    private void opens() {
        events.add(new StreamEvent(Type.ARTIFICIAL_ROTATE, file(), 0, 0, file(), 0, Optional.empty()));
        created = clock;
        position += SMALL;
        add(Type.FORMAT, "", Optional.empty());
        event(Type.OTHER, SMALL, "");
    }

    private Optional<BinlogOffset> here() {
        lastBoundary = position;
        return position >= REACH ? Optional.empty()
                : Optional.of(BinlogOffset.of(BinlogCoordinates.of(file(), position), Gtids.of(passed), lastTime,
                        created, lastGtid));
    }

    private void event(Type type, long length, String text) {
        position += length;
        add(type, text, Optional.empty());
    }

    private void add(Type type, String text, Optional<BinlogOffset> boundary) {
        events.add(new StreamEvent(type, file(), position % REACH, clock, text, 0, boundary));
    }

    private String file() {
        return String.format("mysql-bin.%06d", fileNumber);
    }
}
