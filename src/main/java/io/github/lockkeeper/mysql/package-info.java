/**
 * MySQL's and MariaDB's answers, through the host's own driver. May import the core and Canal's driver.
 */
package io.github.lockkeeper.mysql;
