/**
 * A cursor store and a journal in ZooKeeper, for destinations that more than one Canal server may run. The record of a
 * group is one node, written by compare-and-set behind a claimed epoch (I14); the journal is a node for each entry,
 * written in one transaction with a check of the record's version. Curator is used here only. May import:
 * {@code position}, {@code cursor}, {@code gap}, {@code persistence.json}, Curator, ZooKeeper.
 */
package io.github.lockkeeper.persistence.zookeeper;
