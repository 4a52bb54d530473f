package io.github.lockkeeper.persistence.file;

import io.github.lockkeeper.cursor.GroupCursor;
import java.util.Optional;

/** What was found on disk: the record to go on with, and the file that the next save replaces. */
final class StoredCursor {
    private final Optional<GroupCursor> record;
    private final Optional<byte[]> currentContent;
    private final Optional<String> warning;

    private StoredCursor(
            Optional<GroupCursor> record, Optional<byte[]> currentContent, Optional<String> warning) {
        this.record = record;
        this.currentContent = currentContent;
        this.warning = warning;
    }

    static StoredCursor none() {
        return new StoredCursor(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static StoredCursor current(GroupCursor record, byte[] content) {
        return new StoredCursor(Optional.of(record), Optional.of(content), Optional.empty());
    }

    static StoredCursor previous(GroupCursor record, Optional<byte[]> unusableCurrent, String warning) {
        return new StoredCursor(Optional.of(record), unusableCurrent, Optional.of(warning));
    }

    /** Empty when there has never been a record. */
    Optional<GroupCursor> record() {
        return record;
    }

    /** What the current file holds, usable or not; empty when there is no such file. */
    Optional<byte[]> currentContent() {
        return currentContent;
    }

    /** Present when the record is from the previous generation. */
    Optional<String> warning() {
        return warning;
    }
}
