/**
 * Scenarios with the host inside the test's own JVM: the real template, parser, sink and store on real servers, and
 * a client that gets, acknowledges and rolls back exactly when the test says so.
 */
package io.github.lockkeeper.scenario.embedded;
