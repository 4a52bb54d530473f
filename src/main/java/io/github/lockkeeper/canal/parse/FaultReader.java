package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultClassifier;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.ServerError;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.GapJournalException;
import com.taobao.tddl.dbsync.binlog.LogDecoder;
import com.taobao.tddl.dbsync.binlog.exception.TableIdNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what ended an attempt. The host wraps exceptions once or more, differently in serial and parallel mode, so
 * the whole chain of causes is looked at.
 */
final class FaultReader {

    private static final int DEEPEST_CAUSE = 20;
    /** How the host's reader of dumps begins its exception. */
    private static final String ERROR_PACKET = "Received error packet";

    /** The host throws it for some texts of a purge, after its version 1.1.8. Known by name: earlier ones lack it. */
    private static final String PURGE = "ServerLogPurgedException";
    private static final int DUMP_ERROR = 1236;
    private static final FaultClassifier CLASSIFIER = FaultClassifier.standard();

    private FaultReader() {
    }

    static Fault read(Throwable failure) {
        List<Throwable> causes = causes(failure);
        Optional<Fault> fault = first(causes, FaultReader::known);
        if (!fault.isPresent()) {
            fault = first(causes, FaultReader::decoderFailure);
        }
        // The deepest first: the others may repeat its words in theirs.
        Collections.reverse(causes);
        if (!fault.isPresent()) {
            fault = first(causes, FaultReader::serverError);
        }
        return fault.orElseGet(() -> byText(causes.get(0)));
    }

    /** Whether the server ended the dump with an error, which it may send behind the events that open one. */
    static boolean isSentByServer(Throwable failure) {
        return causes(failure).stream().anyMatch(cause -> message(cause).startsWith(ERROR_PACKET));
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable next = failure; next != null && causes.size() < DEEPEST_CAUSE; next = next.getCause()) {
            causes.add(next);
        }
        return causes;
    }

    private static Optional<Fault> first(List<Throwable> causes, Function<Throwable, Optional<Fault>> reader) {
        return causes.stream().map(reader).filter(Optional::isPresent).map(Optional::get).findFirst();
    }

    private static Optional<Fault> known(Throwable cause) {
        if (cause instanceof SourceFaultException) {
            return Optional.of(((SourceFaultException) cause).fault());
        }
        if (cause instanceof CursorStoreException || cause instanceof GapJournalException) {
            return Optional.of(Fault.of(FaultKind.STORE_UNAVAILABLE, message(cause)));
        }
        if (cause instanceof TableIdNotFoundException) {
            return Optional.of(Fault.of(FaultKind.TABLE_MAP_MISSING, message(cause)));
        }
        return Optional.empty();
    }

    /**
     * What the host's decoder broke on, such as a DDL of MariaDB 10.6 and later on Canal 1.1.4. The host has no type
     * for it; it reads from the network before it decodes, so a broken connection never shows the decoder. Before the
     * server's errors: the message may have words out of the event.
     */
    private static Optional<Fault> decoderFailure(Throwable cause) {
        boolean inDecoder = Arrays.stream(cause.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(LogDecoder.class.getName()));
        return inDecoder
                ? Optional.of(Fault.of(FaultKind.UNDECODABLE_EVENT, "an event that this Canal cannot decode: " + cause))
                : Optional.empty();
    }

    private static Optional<Fault> serverError(Throwable cause) {
        Optional<ServerError> error = ServerError.in(message(cause));
        return cause.getClass().getSimpleName().equals(PURGE)
                ? Optional.of(purge(cause, error.orElseGet(() -> ServerError.of(DUMP_ERROR, message(cause)))))
                : error.map(said -> CLASSIFIER.classify(said, named(cause)));
    }

    /** The host looks for the words of a purge only: texts of a later server are one too. */
    private static Fault purge(Throwable cause, ServerError error) {
        Fault fault = CLASSIFIER.classify(error, named(cause));
        return fault.kind() == FaultKind.UNCLASSIFIED
                ? Fault.of(FaultKind.BINLOG_PURGED, named(cause)).withErrno(error.errno())
                : fault;
    }

    /** Nothing of a server's: the connection, or a failure of ours or the host's. */
    private static Fault byText(Throwable deepest) {
        Fault fault = CLASSIFIER.classify(ServerError.of(0, message(deepest)), named(deepest));
        return fault.kind() == FaultKind.UNCLASSIFIED && deepest instanceof IOException
                ? Fault.of(FaultKind.CONNECTION, named(deepest))
                : fault;
    }

    private static String named(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage());
    }
}
