package io.github.lockkeeper.stream;

import io.github.lockkeeper.position.Gtids;
import io.github.lockkeeper.position.GtidSet;

/**
 * The GTID set of a stream, kept as its transactions pass: announced by a GTID event, part of the set only once its
 * transaction has ended. It stays absent where its beginning is not known (I11). Not thread-safe.
 */
final class GtidTrail {

    private Gtids passed;
    private String last;
    private String announcedUuid = "";
    private long announcedNumber;
    private boolean announced;

    GtidTrail(Gtids start, String lastGtid) {
        this.passed = start;
        this.last = lastGtid;
    }

    void announce(String uuid, long number) {
        announced = true;
        announcedUuid = uuid;
        announcedNumber = number;
    }

    void announceNone() {
        announced = true;
        announcedUuid = "";
    }

    boolean isAnnounced() {
        return announced;
    }

    void commit() {
        if (announced && !announcedUuid.isEmpty()) {
            last = announcedUuid + ":" + announcedNumber;
            GtidSet set = passed.set().orElse(null);
            if (set != null) {
                passed = Gtids.of(set.plus(announcedUuid, announcedNumber));
            }
        } else {
            last = "";
        }
        announced = false;
        announcedUuid = "";
    }

    /** What was announced never happened. */
    void withdraw() {
        announced = false;
        announcedUuid = "";
    }

    void lose() {
        passed = Gtids.none();
        last = "";
        announced = false;
        announcedUuid = "";
    }

    Gtids passed() {
        return passed;
    }

    String last() {
        return last;
    }
}
