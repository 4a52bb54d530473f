/** Compares what was committed with what a consumer holds. Imports {@code load}, {@code stream} and {@code row}. */
package io.github.lockkeeper.testkit.oracle;
