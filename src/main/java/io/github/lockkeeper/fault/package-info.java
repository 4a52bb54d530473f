/**
 * What can go wrong with a source, in one place: a frozen code, how severe it is, and the sentence that mends it.
 * May import {@code position} and the JDK.
 */
package io.github.lockkeeper.fault;
