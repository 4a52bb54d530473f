/**
 * How a source goes on when it cannot simply resume: a chain of policies, each a pure function of what is known. May
 * import {@code position}, {@code cursor}, {@code fault}, {@code catalog}, {@code gap} and the JDK.
 */
package io.github.lockkeeper.fallback;
