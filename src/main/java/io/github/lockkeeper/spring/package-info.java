/**
 * The composition root inside the host: fills the template {@code spring/lockkeeper-instance.xml} with the sources that
 * the properties name. May import every other package, the host and Spring.
 */
package io.github.lockkeeper.spring;
