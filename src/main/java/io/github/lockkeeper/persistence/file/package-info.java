/**
 * A cursor store in a folder of a local disk. May import: {@code position}, {@code cursor}, {@code persistence.json}.
 */
package io.github.lockkeeper.persistence.file;
