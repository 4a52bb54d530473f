/**
 * Whole Canal servers as an operator has them: a home with bin, conf, lib and logs, and the process in it. The host's
 * classes are only in that process. Imports {@code process} and Jackson.
 */
package io.github.lockkeeper.testkit.host;
