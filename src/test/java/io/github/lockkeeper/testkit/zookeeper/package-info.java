/**
 * A real ZooKeeper server in a process of its own, and looks into its tree. Imports {@code process} and ZooKeeper's
 * client.
 */
package io.github.lockkeeper.testkit.zookeeper;
