/**
 * The composition root of the command line: {@code bin/lockkeeper} starts it, and it gives the commands what they read.
 * May import every other package but the host's types, which are not on its class path.
 */
package io.github.lockkeeper.ops.main;
