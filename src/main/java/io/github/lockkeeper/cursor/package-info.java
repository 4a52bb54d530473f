/**
 * How far the consumer of a group has got, source by source, and the port behind which that is kept durable. May
 * import: {@code position}, the JDK.
 */
package io.github.lockkeeper.cursor;
