/**
 * Writers on several sources at once, and the ledger of what they committed. Imports {@code process}, {@code server}
 * and {@code row}, and Canal's decoder for the binlog files that it finds them in again.
 */
package io.github.lockkeeper.testkit.load;
