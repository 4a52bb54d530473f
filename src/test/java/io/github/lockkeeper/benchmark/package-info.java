/** What the product costs. Main classes with a command in the README, not tests. */
package io.github.lockkeeper.benchmark;
