/**
 * Compares what was committed with what a consumer holds, and what is missing with what the journal says. Imports
 * {@code load}, {@code stream}, {@code row} and {@code process}, and Jackson.
 */
package io.github.lockkeeper.testkit.oracle;
