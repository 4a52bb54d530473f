/**
 * A cursor store and a journal in a folder of a local disk. The journal is JSON lines, each ending in a checksum: the
 * CRC-32 of all that stands before that field. May import: {@code position}, {@code cursor}, {@code gap},
 * {@code persistence.json}.
 */
package io.github.lockkeeper.persistence.file;
