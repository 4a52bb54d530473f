/** A network that can fail: proxies between Canal and a source. Imports {@code process}. */
package io.github.lockkeeper.testkit.net;
