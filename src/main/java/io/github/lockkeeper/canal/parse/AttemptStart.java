package io.github.lockkeeper.canal.parse;

import com.alibaba.otter.canal.parse.inbound.mysql.MysqlConnection;
import com.alibaba.otter.canal.parse.support.AuthenticationInfo;
import io.github.lockkeeper.catalog.BinlogCatalog;
import io.github.lockkeeper.catalog.BinlogServer;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.position.ServerIdentity;
import io.github.lockkeeper.recovery.Candidate;
import io.github.lockkeeper.recovery.ResumePoint;
import io.github.lockkeeper.recovery.SourceRecovery;
import java.io.IOException;
import java.util.Optional;

/** Finds where one attempt starts: hands the cursor and the servers to the recovery. */
final class AttemptStart {

    private final SourceEventParser parser;
    private final SourceRecovery recovery;
    private final MysqlConnection mysql;

    AttemptStart(SourceEventParser parser, SourceRecovery recovery, MysqlConnection mysql) {
        this.parser = parser;
        this.recovery = recovery;
        this.mysql = mysql;
    }

    /**
     * @param last     what ended the last attempt, if it was a fault
     * @param switched whether the last attempt sent the source to this server
     * @return empty if the source has to go on at its other server
     */
    Optional<ResumePoint> find(Optional<Fault> last, boolean switched) throws IOException {
        Candidate here = here(switched);
        Optional<SourceCursor> cursor = parser.cursor();
        SourceStarts starts = new SourceStarts(parser, mysql, here);
        if (!cursor.isPresent()) {
            cursor = starts.first(recovery);
            if (!cursor.isPresent()) {
                return Optional.empty();
            }
        } else if (parser.standsInTransaction()
                && here.server().files().contains(cursor.get().offset().coordinates().file())) {
            cursor = Optional.of(starts.transactionBegin(cursor.get()));
        }
        return recovery.resume(cursor.get(), last, here, parser.lateReplay(cursor.get()));
    }

    private Candidate here(boolean switched) {
        Candidate candidate = candidate(mysql, ServerChoice.text(parser.serverAddress()));
        return switched ? candidate.asOther() : candidate.withOther(this::other);
    }

    private Candidate candidate(MysqlConnection connection, String address) {
        BinlogServer server = parser.server(connection);
        return new Candidate(server, () -> new TimeSearch(connection, server, parser.searches(), parser::isStart), address);
    }

    /** Asked on a connection of its own, which ends with the answer. A second server that is down is no help, no fault. */
    private Optional<BinlogCatalog> other(ServerIdentity ownerOfCursor) {
        Optional<AuthenticationInfo> info = parser.otherServer();
        if (!info.isPresent()) {
            return Optional.empty();
        }
        String address = ServerChoice.text(info.get().getAddress());
        try {
            return Optional.of(catalogAt(info.get(), address, ownerOfCursor));
        } catch (IOException | RuntimeException e) {
            parser.reporter.note("source=" + parser.source + " its other server " + address + " cannot be asked: "
                    + Fault.of(FaultKind.CONNECTION, String.valueOf(e)).detail());
            return Optional.empty();
        }
    }

    private BinlogCatalog catalogAt(AuthenticationInfo info, String address, ServerIdentity ownerOfCursor)
            throws IOException {
        MysqlConnection connection = mysql.fork();
        connection.getConnector().setAddress(info.getAddress());
        try {
            parser.connect(connection, parser.queries());
            return candidate(connection, address).catalog(ownerOfCursor);
        } finally {
            connection.disconnect();
        }
    }
}
