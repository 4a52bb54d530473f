package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.liveness.SourceState;
import io.github.lockkeeper.recovery.StreamCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at a source's servers every few seconds while its dump streams: whether the one that sends still has the
 * history that it sends, and, while the source reads from its standby, whether its master can take it back. Has a
 * thread, a connection and a watch over its queries of its own; never touches the dump but to end it.
 */
final class SourceProbe {

    private final SourceEventParser parser;
    private final QueryWatch queries;
    private final LastingLoss loss = new LastingLoss();
    private boolean failing;

    SourceProbe(SourceEventParser parser, Duration longestQuery) {
        this.parser = parser;
        this.queries = new QueryWatch(longestQuery, System::nanoTime);
    }

    /** Ends queries that take too long; called by a timer. */
    void check() {
        queries.check();
    }

    /** One look. Never throws: a probe that fails says nothing, and the dump knows of a broken connection itself. */
    void run() {
        try {
            if (parser.condition().state() == SourceState.STREAMING) {
                lookAtStream();
                lookAtMaster();
                failing = false;
            }
        } catch (IOException | RuntimeException e) {
            tell(e);
        }
    }

    /** Told once for each row of failures: a reset under the dump would go unnoticed meanwhile. */
    private void tell(Exception failure) {
        if (!failing) {
            failing = true;
            parser.reporter.note("source=" + parser.source() + " its servers cannot be looked at beside its dump: "
                    + Fault.of(FaultKind.CONNECTION, String.valueOf(failure)).detail());
        }
    }

    private void lookAtStream() throws IOException {
        AttemptStream streaming = parser.stream();
        Optional<SourceCursor> delivered = parser.handedOver(streaming);
        Optional<MysqlConnection> connection = parser.anotherConnection(Optional.empty());
        if (!delivered.isPresent() || !connection.isPresent()) {
            return;
        }
        Optional<Fault> fault = ask(connection.get(), server -> {
            Optional<Fault> ended = StreamCheck.of(delivered.get(), server);
            return ended.isPresent() ? ended : loss.look(StreamCheck.notExecuted(delivered.get(), server));
        });
        fault.ifPresent(found -> parser.fail(streaming, found));
    }

    private void lookAtMaster() throws IOException {
        Optional<AuthenticationInfo> master = parser.standby().masterToReturnTo();
        Optional<SourceCursor> delivered = parser.handedOver(parser.stream());
        if (!master.isPresent() || !delivered.isPresent()) {
            return;
        }
        Optional<MysqlConnection> connection = parser.anotherConnection(master);
        if (connection.isPresent()
                && ask(connection.get(), server -> StreamCheck.canTakeOver(delivered.get(), server))) {
            parser.standby().returnToMaster();
        }
    }

    private <T> T ask(MysqlConnection connection, Question<T> question) throws IOException {
        try {
            parser.connect(connection, queries);
            return question.ask(parser.server(connection, queries));
        } finally {
            connection.disconnect();
        }
    }

    private interface Question<T> {
        T ask(BinlogServer server) throws IOException;
    }
}
