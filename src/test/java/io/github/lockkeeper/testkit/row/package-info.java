/** What a change of a row is, in the same words for the load that makes it and the consumer that receives it. JDK only. */
package io.github.lockkeeper.testkit.row;
