/**
 * The test kit: real database servers, whole Canal servers, a real client, a load and an oracle that judges what came out.
 *
 * <p>Sub-packages import one way: {@code process} ← {@code server}, {@code net} ← {@code host},
 * {@code kafka}, {@code zookeeper} ← {@code stream},
 * {@code load} ← {@code oracle}. Nothing here imports the product: the kit judges it from outside, through its jar.
 */
package io.github.lockkeeper.testkit;
