/** Real MySQL and MariaDB servers, each with a port and a data folder of its own. Imports {@code process} and JDBC. */
package io.github.lockkeeper.testkit.server;
