package io.github.lockkeeper.persistence.json;

import io.github.lockkeeper.cursor.CursorStoreException.Kind;

/** A record that cannot be used, while it is not yet known here where it is kept. Stays in this package. */
final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** @param problem what is wrong, as a clause that follows the record's place */
    MalformedRecordException(Kind kind, String problem) {
        super(problem);
        this.kind = kind;
    }

    /** A record of ours in which something is not as it must be. */
    static MalformedRecordException damaged(String problem) {
        return new MalformedRecordException(Kind.DAMAGED, problem);
    }

    Kind kind() {
        return kind;
    }
}
