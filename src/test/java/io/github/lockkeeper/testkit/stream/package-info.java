/**
 * The real client, and what it holds: a consumer that keeps several batches in flight, rolls back, loses its server
 * and comes back; and a reader of what Canal sends to Kafka. Imports {@code process}, {@code row} and both clients.
 */
package io.github.lockkeeper.testkit.stream;
