/**
 * The real client, and what it holds: a consumer that keeps several batches in flight, rolls back, loses its server
 * and comes back. Imports {@code process}, {@code row} and Canal's client.
 */
package io.github.lockkeeper.testkit.stream;
