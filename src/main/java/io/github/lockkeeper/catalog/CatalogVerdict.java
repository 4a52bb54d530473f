package io.github.lockkeeper.catalog;

/** Where an offset stands in what a server has. */
public enum CatalogVerdict {
    /** File and position are there; whether the file is the same one only its creation time tells. */
    IN_RANGE,
    /** In a file older than the oldest one there. */
    BELOW,
    /** In a file that is missing between others, or is in the index and not on disk. */
    GONE,
    /** No file has the base name of the offset's: {@code log_bin} was renamed. */
    RENAMED,
    /** In a file newer than the newest one, or behind the end of its file: the history went back. */
    ABOVE,
    /** The offset holds GTIDs that this server, the same one, has not executed: the history went back. */
    HISTORY_LOST,
    /** The offset belongs to another server. */
    ANOTHER_SERVER,
    /** No binlog is written. */
    NOT_LOGGING
}
