package io.github.lockkeeper.scenario.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.testkit.stream.Duplicates;
import io.github.lockkeeper.testkit.stream.RecordingConsumer;
import java.time.Duration;

/**
 * Counts what came twice because of each kill, prints a line for each, and holds the sum to the promise: nothing is
 * sent again that was acknowledged more than one flush period before.
 */
final class KillReport {

    /** The period of {@code canal.file.flush.period} in the kit's canal.properties. */
    private static final Duration FLUSH_PERIOD = Duration.ofSeconds(1);

    /**
     * What the client's clock adds to the period. The flush waits one period after the last one ended, and a flush
     * lasts as long as the disk takes to force three files; the cursor moves at the ends of transactions only, so
     * that the first batches of a big one wait for its last; and the client notices the loss after the kill. Each is
     * a fraction of a second on a quiet machine, and more on a busy one.
     */
    private static final Duration MARGIN = Duration.ofSeconds(4);

    private final String scenario;
    private final RecordingConsumer client;
    private Duplicates before;
    private String moment;
    private int number;

    KillReport(String scenario, RecordingConsumer client) {
        this.scenario = scenario;
        this.client = client;
    }

    /** The server was lost just now; what comes twice until the next call is because of that. */
    void lost(String atMoment) {
        end();
        number++;
        moment = atMoment;
        before = client.record().duplicates();
    }

    /** Prints the line of the last loss, if there was one, and says how many acknowledged changes came again. */
    long end() {
        if (moment == null) {
            return 0;
        }
        Duplicates now = client.record().duplicates();
        long acknowledged = now.acknowledged() - before.acknowledged();
        System.out.printf("%s: %2d. %s: sent again: %d acknowledged, %d with the acknowledgement under way, "
                        + "%d not acknowledged%n", scenario, number, moment, acknowledged,
                now.inDoubt() - before.inDoubt(), now.unacknowledged() - before.unacknowledged());
        moment = null;
        return acknowledged;
    }

    /** Only what had not been acknowledged, or within the last flush period, came again. */
    void assertWithinTheFlushPeriod() {
        Duplicates all = client.record().duplicates();
        System.out.println(scenario + ": in all " + all);
        assertThat(all.oldest()).isLessThan(FLUSH_PERIOD.plus(MARGIN));
        assertThat(all.replayed()).isZero();
    }
}
