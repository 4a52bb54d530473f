package io.github.lockkeeper.canal.parse;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;
import io.github.lockkeeper.fault.SourceFaultException;
import io.github.lockkeeper.gap.GapJournalException;
import com.taobao.tddl.dbsync.binlog.LogDecoder;
import com.taobao.tddl.dbsync.binlog.exception.TableIdNotFoundException;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads what ended an attempt. The host wraps exceptions once or more, differently in serial and parallel mode, so
 * the whole chain of causes is looked at.
 */
final class FaultReader {

    private static final int DEEPEST_CAUSE = 20;

    private FaultReader() {
    }

    static Fault read(Throwable failure) {
        Throwable deepest = failure;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SourceFaultException) {
                return ((SourceFaultException) cause).fault();
            }
            if (cause instanceof CursorStoreException || cause instanceof GapJournalException) {
                return Fault.of(FaultKind.STORE_UNAVAILABLE, String.valueOf(cause.getMessage()));
            }
            if (cause instanceof TableIdNotFoundException) {
                return Fault.of(FaultKind.TABLE_MAP_MISSING, String.valueOf(cause.getMessage()));
            }
            deepest = cause;
            cause = cause.getCause();
        }
        Optional<String> undecodable = decoderFailure(failure);
        return undecodable.isPresent() ? Fault.of(FaultKind.UNDECODABLE_EVENT, undecodable.get()) : byText(deepest);
    }

    /**
     * What the host's decoder broke on, such as a DDL of MariaDB 10.6 and later on Canal 1.1.4. The host has no type
     * for it; it reads from the network before it decodes, so a broken connection never shows the decoder.
     */
    private static Optional<String> decoderFailure(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getClassName().equals(LogDecoder.class.getName())) {
                    return Optional.of("an event that this Canal cannot decode: " + cause);
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Fault byText(Throwable deepest) {
        String text = String.valueOf(deepest.getMessage());
        if (text.contains("Access denied") || text.contains("access denied") || text.contains("privilege(s)")) {
            return Fault.of(FaultKind.ACCESS_DENIED, text);
        }
        return Fault.of(deepest instanceof IOException ? FaultKind.CONNECTION : FaultKind.UNCLASSIFIED,
                deepest.getClass().getSimpleName() + ": " + text);
    }
}
