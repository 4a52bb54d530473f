package io.github.lockkeeper.testkit.oracle;

import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.testkit.load.Ledger;
import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.load.Load;
import io.github.lockkeeper.testkit.row.RowChange;
import io.github.lockkeeper.testkit.row.RowKey;
import io.github.lockkeeper.testkit.stream.ConsumerRecord;
import io.github.lockkeeper.testkit.stream.RecordingConsumer;
import io.github.lockkeeper.testkit.stream.RowEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Judges a scenario: every committed change is held, per key in order, rightly read, and the consumer's table ends
 * equal to the sources'.
 */
public final class Oracle {

    private Oracle() {
    }

    /**
     * Waits until everything is held, or the bound; ends the consumer, prints the report and fails unless all is well.
     * The rows count as they were when everything was held: a server that was restarted shortly before may begin to
     * send again only then, and the consumer's end cuts that off with rows of old.
     */
    public static Verdict verify(Load load, RecordingConsumer consumer, Duration bound) {
        boolean complete = awaitComplete(load, consumer, bound);
        consumer.close();
        Verdict judged = judge(load, consumer.record());
        Verdict verdict = complete ? judged.withoutDifferences() : judged;
        System.out.println(verdict.report());
        verdict.assertClean();
        return verdict;
    }

    /**
     * The same where binlogs were lost: what is missing lies inside the journal's entries, all else is held, and what
     * an exact entry names is missing indeed.
     *
     * @param losses reads the journal as it is when it is asked
     */
    public static Verdict verify(Load load, RecordingConsumer consumer, Duration bound, Supplier<JournalledLosses> losses) {
        boolean complete = awaitComplete(load, consumer, bound, losses);
        consumer.close();
        JournalledLosses journalled = losses.get();
        Verdict judged = judge(load, consumer.record());
        Verdict verdict = complete ? judged.withoutDifferences() : judged;
        System.out.println(verdict.report());
        verdict.assertCleanExcept(journalled::covers);
        journalled.assertNotHeld(load.ledger().expected(), consumer.record());
        return verdict;
    }

    /**
     * Waits until everything is held and the consumer's rows are those that were committed, at one moment: in the
     * middle of a replay everything is held, but rows have gone back. False when the bound passed before.
     */
    public static boolean awaitComplete(Load load, RecordingConsumer consumer, Duration bound) {
        return awaitComplete(load, consumer, bound, () -> JournalledLosses.NONE);
    }

    /** The same but for what is lost, and the rows that it changed. */
    private static boolean awaitComplete(
            Load load, RecordingConsumer consumer, Duration bound, Supplier<JournalledLosses> losses) {
        List<LedgerEntry> expected = load.ledger().expected();
        Map<RowKey, Long> rows = ledgerState(load);
        try {
            await().atMost(bound).pollInterval(Duration.ofMillis(100)).until(() -> {
                JournalledLosses journalled = losses.get();
                return consumer.record().atOnce(record -> complete(expected, rows, record, journalled));
            });
            return true;
        } catch (ConditionTimeoutException notAll) {
            return false;
        }
    }

    static boolean complete(
            List<LedgerEntry> expected, Map<RowKey, Long> rows, ConsumerRecord record, JournalledLosses losses) {
        List<LedgerEntry> lost = lost(expected, record);
        Set<RowKey> lostRows = lost.stream().map(entry -> entry.change().key()).collect(Collectors.toSet());
        return lost.stream().allMatch(losses::covers) && differences(unfiltered(record.state()), rows).stream()
                .allMatch(difference -> lostRows.contains(difference.key()));
    }

    private static List<LedgerEntry> lost(List<LedgerEntry> expected, ConsumerRecord record) {
        return expected.stream().filter(entry -> !record.holds(entry.change())).toList();
    }

    /** Judges what is held now against the ledger and the sources' tables of now. */
    public static Verdict judge(Load load, ConsumerRecord record) {
        Map<RowKey, Long> sourceState = new HashMap<>();
        load.sources().forEach(source -> sourceState.putAll(source.state()));
        List<Difference> kit = differences(ledgerState(load), sourceState);
        if (!kit.isEmpty()) {
            throw new IllegalStateException("the ledger does not fit the sources' tables (ledger, table): " + kit);
        }
        return judge(load.ledger(), sourceState, record);
    }

    static Verdict judge(Ledger ledger, Map<RowKey, Long> sourceState, ConsumerRecord record) {
        List<LedgerEntry> expected = ledger.expected();
        List<LedgerEntry> lost = lost(expected, record);
        List<Difference> differences = differences(unfiltered(record.state()), sourceState);
        return new Verdict(expected.size(), lost, differences, findings(expected, record), record.duplicates());
    }

    private static Map<RowKey, Long> ledgerState(Load load) {
        Map<RowKey, Long> state = new HashMap<>();
        load.sources().forEach(source -> state.putAll(load.ledger().state(source.name())));
        return state;
    }

    private static Findings findings(List<LedgerEntry> expected, ConsumerRecord record) {
        Set<RowChange> known = new HashSet<>();
        expected.forEach(entry -> known.add(entry.change()));
        List<String> unknown = new ArrayList<>();
        List<String> misread = new ArrayList<>();
        List<String> filtered = new ArrayList<>();
        for (RowEvent event : record.held()) {
            if (event.change().key().isFiltered()) {
                filtered.add(event.toString());
            } else if (!known.contains(event.change())) {
                unknown.add(event.toString());
            } else if (!event.payload().isEmpty() && !event.payload().equals(event.change().payload())) {
                misread.add(event + " has payload " + event.payload());
            }
        }
        return new Findings(record.disorder(), unknown, misread, filtered, orphans(record));
    }

    private static List<String> orphans(ConsumerRecord record) {
        return record.orphanedEnds().stream().map(Object::toString).toList();
    }

    private static Map<RowKey, Long> unfiltered(Map<RowKey, Long> state) {
        state.keySet().removeIf(RowKey::isFiltered);
        return state;
    }

    private static List<Difference> differences(Map<RowKey, Long> held, Map<RowKey, Long> source) {
        Set<RowKey> keys = new HashSet<>(held.keySet());
        keys.addAll(source.keySet());
        List<Difference> differences = new ArrayList<>();
        for (RowKey key : keys) {
            Long here = held.get(key);
            Long there = source.get(key);
            if (here == null || !here.equals(there)) {
                differences.add(new Difference(key, here, there));
            }
        }
        return differences;
    }
}
