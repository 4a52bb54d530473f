/**
 * The demo: one group of two sources on a whole Canal, made to fail before somebody's eyes. Not a test; the script
 * {@code src/demo/demo.sh} builds and runs it. Imports the test kit, and of the product the record's format.
 */
package io.github.lockkeeper.demo;
