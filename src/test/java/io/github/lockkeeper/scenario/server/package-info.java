/**
 * Scenarios with a whole Canal server as a process of its own, the plugin installed as a user would, real database
 * servers, a load and a real client over TCP; judged by the oracle.
 */
package io.github.lockkeeper.scenario.server;
