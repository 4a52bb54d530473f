/**
 * Writers on several sources at once, and the ledger of what they committed. Imports {@code process}, {@code server}
 * and {@code row}.
 */
package io.github.lockkeeper.testkit.load;
