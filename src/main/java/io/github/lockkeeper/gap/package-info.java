/**
 * What was lost, sent again or passed over, and where a source began: one entry of the journal each, written down
 * before anything moves, and the port behind which that is kept durable. May import {@code position}, {@code fault},
 * {@code catalog} and the JDK.
 */
package io.github.lockkeeper.gap;
