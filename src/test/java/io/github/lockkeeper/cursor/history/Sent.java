package io.github.lockkeeper.cursor.history;

/**
 * One event of a source's binlog: its place there is its identity, so that the same event sent twice is equal.
 *
 * @param index of the event in its transaction
 */
public record Sent(int source, int transaction, int index, boolean ddl) {
}
