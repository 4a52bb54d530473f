/**
 * What a source's server has: identity, binlogs, GTIDs; asked through a port. May import {@code position} and the JDK.
 */
package io.github.lockkeeper.catalog;
