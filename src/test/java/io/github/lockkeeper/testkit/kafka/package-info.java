/** A real Kafka broker in a process of its own. Imports {@code net}, {@code process} and Kafka's client. */
package io.github.lockkeeper.testkit.kafka;
