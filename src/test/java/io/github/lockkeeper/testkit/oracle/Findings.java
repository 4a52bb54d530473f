package io.github.lockkeeper.testkit.oracle;

import java.util.List;

/**
 * What is wrong besides losses, as sentences.
 *
 * @param disorder changes that came after a later one of their key
 * @param unknown  changes that nobody committed
 * @param misread  changes whose columns were read with a wrong definition of the table
 * @param filtered changes of tables that the filter was to drop
 * @param orphans  ENDs of transactions without their BEGIN
 */
public record Findings(List<String> disorder, List<String> unknown, List<String> misread, List<String> filtered,
        List<String> orphans) {

    boolean none() {
        return disorder.isEmpty() && unknown.isEmpty() && misread.isEmpty() && filtered.isEmpty() && orphans.isEmpty();
    }
}
