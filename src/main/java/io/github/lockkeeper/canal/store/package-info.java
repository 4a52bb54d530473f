/**
 * The host's event store with a cursor per source between put and ack. May import the core and Canal.
 */
package io.github.lockkeeper.canal.store;
