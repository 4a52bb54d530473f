/**
 * Where in a server's binlogs something is, how two such places relate, and which source and server they belong to:
 * immutable values only, without input or output. May import: the JDK.
 */
package io.github.lockkeeper.position;
