/**
 * The host's parser, one per source: where a dump starts, what its raw events mean for positions, and what happens
 * when it fails. May import the core, {@code canal.alarm}, {@code canal.meta}, {@code canal.sink},
 * {@code canal.store} and Canal; Spring only where the host's table meta history is built.
 */
package io.github.lockkeeper.canal.parse;
