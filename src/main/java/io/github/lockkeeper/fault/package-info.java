/**
 * What can go wrong with a source, in one place: a frozen code, how severe it is, the sentence that mends it, and the
 * rules that tell it from what a server says.
 * May import {@code position} and the JDK.
 */
package io.github.lockkeeper.fault;
