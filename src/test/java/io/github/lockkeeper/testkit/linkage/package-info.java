/**
 * What a jar asks of the class path that it runs on: every class, method and field, every method that it overrides or
 * has to implement, read from the class files and looked up as a virtual machine does. Imports ASM.
 */
package io.github.lockkeeper.testkit.linkage;
