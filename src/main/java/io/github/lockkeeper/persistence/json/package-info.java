/**
 * The record and the entries of the journal as text, the same wherever they are kept. May import: {@code position},
 * {@code cursor}, {@code gap}, Jackson.
 */
package io.github.lockkeeper.persistence.json;
