package io.github.lockkeeper.testkit.load;

/**
 * Where a committed change stands in its server's binlog.
 *
 * @param file of the binlog
 * @param gtid of its transaction, {@code uuid:number}; empty where it is anonymous
 */
public record CommitPlace(String file, String gtid) {
}
