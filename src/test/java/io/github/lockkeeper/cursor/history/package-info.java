/**
 * A group's life as a random history, played against a plain model: what each source's binlog holds, what is put, handed
 * out, acknowledged, rolled back, what fails and what restarts. May import the core and jqwik.
 */
package io.github.lockkeeper.cursor.history;
