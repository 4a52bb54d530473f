/** What the documents say is held to what the code does: tables, examples, names, and the steps of the README. */
package io.github.lockkeeper.documentation;
