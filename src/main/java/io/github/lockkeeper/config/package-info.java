/**
 * What the properties of an instance say about its group: every key declared once, every mistake named with its mend.
 * May import {@code position}, {@code fallback} and the JDK.
 */
package io.github.lockkeeper.config;
