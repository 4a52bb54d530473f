/**
 * The host's sink, one for each dump attempt of a source, so that the store learns source, attempt and end offset.
 * May import the core, {@code canal.store} and Canal.
 */
package io.github.lockkeeper.canal.sink;
