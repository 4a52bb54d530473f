package io.github.lockkeeper.testkit.stream;

import java.time.Duration;

/**
 * Changes that came more than once, by what the client had done with them before.
 *
 * @param unacknowledged  not acknowledged before: after a rollback or a lost connection, as it must be
 * @param inDoubt         the acknowledgement had been sent, and the connection broke
 * @param acknowledged    acknowledged, and sent again by a server that had been lost in between
 * @param oldest          the longest time that one of {@code acknowledged} had been acknowledged when the server was
 *                        lost: the bound is one flush period
 * @param replayed        acknowledged, and sent again although the connection had held: the server went back by itself
 */
public record Duplicates(long unacknowledged, long inDoubt, long acknowledged, Duration oldest, long replayed) {

    static final Duplicates NONE = new Duplicates(0, 0, 0, Duration.ZERO, 0);

    Duplicates plusUnacknowledged() {
        return new Duplicates(unacknowledged + 1, inDoubt, acknowledged, oldest, replayed);
    }

    Duplicates plusInDoubt() {
        return new Duplicates(unacknowledged, inDoubt + 1, acknowledged, oldest, replayed);
    }

    Duplicates plusAcknowledged(Duration age) {
        Duration max = age.compareTo(oldest) > 0 ? age : oldest;
        return new Duplicates(unacknowledged, inDoubt, acknowledged + 1, max, replayed);
    }

    Duplicates plusReplayed() {
        return new Duplicates(unacknowledged, inDoubt, acknowledged, oldest, replayed + 1);
    }

    @Override
    public String toString() {
        return "re-sent: " + unacknowledged + " unacknowledged, " + inDoubt + " in doubt, " + acknowledged
                + " acknowledged (oldest " + oldest.toMillis() + " ms before the server was lost), " + replayed
                + " replayed without a loss of the server";
    }
}
