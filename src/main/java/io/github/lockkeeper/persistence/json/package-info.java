/**
 * The record as text, the same wherever it is kept. May import: {@code position}, {@code cursor}, Jackson.
 */
package io.github.lockkeeper.persistence.json;
