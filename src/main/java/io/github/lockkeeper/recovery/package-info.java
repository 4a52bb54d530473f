/**
 * Brings one source back: asks what its server has, lets the policies decide, writes the decision down, and says where
 * the next dump starts. May import {@code position}, {@code cursor}, {@code fault}, {@code catalog}, {@code gap},
 * {@code fallback}, {@code liveness} and the JDK.
 */
package io.github.lockkeeper.recovery;
