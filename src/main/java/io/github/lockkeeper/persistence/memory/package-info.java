/**
 * A cursor store that lasts as long as the process. May import: {@code position}, {@code cursor}.
 */
package io.github.lockkeeper.persistence.memory;
