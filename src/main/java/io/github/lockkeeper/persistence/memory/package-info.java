/**
 * A cursor store and a journal that last as long as the process. May import: {@code position}, {@code cursor},
 * {@code gap}.
 */
package io.github.lockkeeper.persistence.memory;
