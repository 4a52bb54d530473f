/**
 * The host's meta manager: who subscribes, which batches are under way, and, durably, the cursor of every source.
 * May import the core, {@code canal.alarm}, {@code canal.store} and Canal.
 */
package io.github.lockkeeper.canal.meta;
