/**
 * In what state a source is, and how long it waits before it tries again. May import {@code position}, {@code fault}
 * and the JDK.
 */
package io.github.lockkeeper.liveness;
