/** What every started thing needs: paths, ports that do not collide, processes that never outlive the tests. JDK only. */
package io.github.lockkeeper.testkit.process;
