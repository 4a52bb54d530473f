/**
 * The command line: what {@code bin/lockkeeper} is asked, and what it answers. It only looks; what it reads is handed to
 * it by {@code ops.main}. May import: ranks 0 to 4, picocli.
 */
package io.github.lockkeeper.ops.cli;
