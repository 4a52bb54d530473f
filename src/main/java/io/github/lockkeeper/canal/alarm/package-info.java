/**
 * What people are told: the log of the destination and the host's alarm handler. May import Canal.
 */
package io.github.lockkeeper.canal.alarm;
