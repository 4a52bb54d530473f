package io.github.lockkeeper.cursor.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.CursorKeeper;
import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.DumpAttempt;
import io.github.lockkeeper.cursor.FlakyCursorStore;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.cursor.history.Histories.History;
import io.github.lockkeeper.position.SourceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plays a history on a store and on the model, and compares them after each step. */
public final class HistoryRun {

    private record UnderWay(Rig.Batch batch, long endSequence) {
    }

    private final Supplier<Rig> rigs;
    private final List<Reader> readers = new ArrayList<>();
    private final Model model;
    private final Deque<UnderWay> batches = new ArrayDeque<>();
    private final List<UnderWay> forgotten = new ArrayList<>();
    private Rig rig;
    private FlakyCursorStore record = new FlakyCursorStore();
    private CursorKeeper keeper;

    private HistoryRun(List<SourceScript> scripts, Supplier<Rig> rigs) {
        this.rigs = rigs;
        this.model = new Model(scripts);
        scripts.forEach(script -> readers.add(new Reader(script)));
        boot();
    }

    /** Plays it, lets every source come to the end of its binlog, and looks for anything that is missing. */
    public static void play(History history, Supplier<Rig> rigs) {
        HistoryRun run = new HistoryRun(history.scripts(), rigs);
        for (Step step : history.steps()) {
            run.take(step);
            run.verify();
        }
        run.finish();
    }

    private void boot() {
        rig = rigs.get();
        keeper = new CursorKeeper(record, rig.tracker(),
                readers.stream().map(reader -> reader.script().name()).toList());
        keeper.open();
    }

    private void take(Step step) {
        if (step instanceof Step.Put put) {
            put(reader(put.source()), put.events(), put.endAlone());
        } else if (step instanceof Step.Reconnect reconnect) {
            connect(reader(reconnect.source()));
        } else if (step instanceof Step.Disconnect disconnect) {
            disconnect(reader(disconnect.source()));
        } else if (step instanceof Step.Late late) {
            late(reader(late.source()), late.choice());
        } else if (step instanceof Step.Get get) {
            get(get.size());
        } else if (step instanceof Step.Acknowledge) {
            acknowledge();
        } else if (step instanceof Step.Rollback) {
            rig.rollback();
            model.rollBack();
            forgetBatches();
        } else if (step instanceof Step.AcknowledgeForgotten stale) {
            acknowledgeForgotten(stale.choice());
        } else if (step instanceof Step.Flush) {
            flush();
        } else if (step instanceof Step.FailWrites fail) {
            record.failNextWrites(fail.times());
        } else if (step instanceof Step.Restart) {
            restart();
        } else {
            crash();
        }
    }

    private Reader reader(int number) {
        return readers.get(number % readers.size());
    }

    private boolean put(Reader reader, int most, boolean endAlone) {
        if (reader.attempt().isEmpty() && !connect(reader)) {
            return false;
        }
        Reader.Chunk chunk = reader.next(most, endAlone);
        Rig.Put result = rig.put(reader.attempt().orElseThrow(), chunk.events(),
                chunk.cursor().map(reader.script()::startOf));
        assertThat(result).as("a put of a running attempt").isNotEqualTo(Rig.Put.REFUSED);
        if (result == Rig.Put.TAKEN) {
            reader.took(chunk);
            model.put(reader.script().source(), chunk.events(), chunk.cursor());
        }
        return result == Rig.Put.TAKEN;
    }

    /** As the parser does: the last boundary handed over, else the cursor, else a first start, durable before it. */
    private boolean connect(Reader reader) {
        SourceName name = reader.script().name();
        DumpAttempt attempt = rig.tracker().beginAttempt(name);
        Optional<SourceCursor> cursor = rig.tracker().handedOver(name).or(() -> keeper.cursor(name));
        assertThat(cursor.map(found -> reader.script().startingAt(found.offset()))).as("where %s resumes", name)
                .isEqualTo(model.resume(reader.script().source()));
        if (cursor.isEmpty() && !fix(reader)) {
            rig.tracker().endAttempt(attempt);
            reader.end();
            return false;
        }
        rig.tracker().connected(attempt, reader.script().identity(), reader.script().address());
        reader.begin(attempt, model.resume(reader.script().source()).orElseThrow());
        return true;
    }

    private boolean fix(Reader reader) {
        SourceScript script = reader.script();
        boolean fails = record.isFailing();
        try {
            keeper.fix(script.name(), SourceCursor.of(script.startOf(0), script.identity(), script.address()));
        } catch (CursorStoreException e) {
            assertThat(fails).isTrue();
            return false;
        }
        model.fixed(script.source());
        return true;
    }

    private void disconnect(Reader reader) {
        reader.attempt().ifPresent(rig.tracker()::endAttempt);
        reader.end();
    }

    private void late(Reader reader, int choice) {
        if (reader.ended().isEmpty()) {
            return;
        }
        DumpAttempt over = reader.ended().get(choice % reader.ended().size());
        SourceScript script = reader.script();
        List<Sent> events = List.of(new Sent(script.source(), -1, 0, false));
        assertThat(rig.put(over, events, Optional.of(script.startOf(script.length() + 1)))).isEqualTo(Rig.Put.REFUSED);
        assertThat(rig.tracker().boundary(over, script.startOf(script.length() + 1))).isFalse();
        rig.tracker().endAttempt(over);
        model.dropped(2);
    }

    private void get(int size) {
        List<Sent> next = model.toHandOut();
        Optional<Rig.Batch> batch = rig.get(size);
        assertThat(batch.isPresent()).as("something to get").isEqualTo(!next.isEmpty());
        batch.ifPresent(got -> {
            assertThat(got.events()).isNotEmpty().isEqualTo(next.subList(0, got.events().size()));
            model.handedOut(got.events().size());
            batches.add(new UnderWay(got, model.handedOutSequence()));
        });
    }

    private void acknowledge() {
        UnderWay oldest = batches.poll();
        if (oldest != null) {
            assertThat(rig.acknowledge(oldest.batch())).as("the oldest batch is acknowledged").isTrue();
            model.acknowledge(oldest.batch().events(), oldest.endSequence());
        }
    }

    private void acknowledgeForgotten(int choice) {
        if (forgotten.isEmpty()) {
            return;
        }
        UnderWay stale = forgotten.get(choice % forgotten.size());
        if (stale.endSequence() > model.handedOutSequence()
                || stale.endSequence() <= model.acknowledgedSequence()) {
            assertThat(rig.acknowledge(stale.batch())).as("an acknowledgement from before a rollback").isFalse();
        }
    }

    private void forgetBatches() {
        forgotten.addAll(batches);
        batches.clear();
    }

    private void flush() {
        boolean fails = record.isFailing();
        try {
            keeper.flush();
            model.flushed();
        } catch (CursorStoreException e) {
            assertThat(fails).isTrue();
        }
    }

    private void restart() {
        rig.restart();
        model.restart();
        forgetBatches();
        readers.forEach(Reader::end);
    }

    private void crash() {
        record = record.afterCrash();
        model.crash();
        batches.clear();
        forgotten.clear();
        readers.forEach(reader -> {
            reader.end();
            reader.ended().clear();
        });
        boot();
    }

    private void verify() {
        readers.forEach(reader -> HistoryChecks.source(reader.script(), model, rig.tracker(), keeper));
        HistoryChecks.whole(model, rig.tracker());
    }

    private void finish() {
        record.failNextWrites(0);
        while (!readers.stream().allMatch(Reader::isAtEnd) || !model.isAllAcknowledged()
                || !model.toHandOut().isEmpty() || !batches.isEmpty()) {
            readers.forEach(reader -> put(reader, 3, false));
            get(5);
            acknowledge();
            verify();
        }
        flush();
        crash();
        for (Reader reader : readers) {
            assertThat(connect(reader)).isTrue();
            assertThat(reader.isAtEnd()).as("nothing of %s is sent again", reader.script().name()).isTrue();
            assertThat(model.missingBefore(reader.script().source(), reader.script().length())).isEmpty();
        }
    }
}
