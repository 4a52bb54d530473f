/**
 * What a dump stream says about positions: which of its events end a transaction, where the next one starts, and
 * which GTIDs have passed. May import {@code position} and the JDK.
 */
package io.github.lockkeeper.stream;
