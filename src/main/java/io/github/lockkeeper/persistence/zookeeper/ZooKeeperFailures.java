package io.github.lockkeeper.persistence.zookeeper;

import io.github.lockkeeper.cursor.CursorStoreException;
import io.github.lockkeeper.cursor.CursorStoreException.Kind;
import io.github.lockkeeper.gap.GapJournalException;

/** The failures of the store in words: what is wrong, where, and how it is mended. Each sentence stands here once. */
final class ZooKeeperFailures {
    private static final String CHECK = "Check that canal.zkServers names the ensemble, that it has a quorum and can be"
            + " reached from here, and that its ACLs let this server read and write below " + DestinationPaths.HOST_ROOT
            + "/lockkeeper (canal.instance.group.zookeeper.auth).";

    private ZooKeeperFailures() {
    }

    /** @param doing what was tried, as in "be written" */
    static CursorStoreException unavailable(String place, String doing, ZooKeeperFailure cause) {
        return CursorStoreException.causedBy(cause, Kind.UNAVAILABLE, place,
                "cannot " + doing + ": " + cause.getMessage(), CHECK);
    }

    /** As {@link #unavailable}, of the journal. */
    static GapJournalException journalUnavailable(String place, String doing, ZooKeeperFailure cause) {
        return GapJournalException.causedBy(cause, GapJournalException.Kind.UNAVAILABLE, place,
                "cannot " + doing + ": " + cause.getMessage(), "Nothing moves without it. " + CHECK);
    }

    /** The record's check failed, or could not be made. */
    static GapJournalException journalWithoutClaim(String place, CursorStoreException cause) {
        return GapJournalException.causedBy(cause, GapJournalException.Kind.UNAVAILABLE, place,
                "cannot be written: " + cause.place() + " " + cause.problem(), "Nothing moves without it. "
                        + cause.remedy());
    }

    /** @param why what was found, as a clause that follows the place */
    static CursorStoreException fenced(String place, String why) {
        return new CursorStoreException(Kind.FENCED, place, why, "What this server acknowledges from now on is not"
                + " written; whoever owns the destination goes on from what the record says.");
    }

    static CursorStoreException notOwner(String place, String why) {
        return new CursorStoreException(Kind.FENCED, place, why,
                "Only the server that the host's election chose may take the destination over.");
    }

    static CursorStoreException noRunningNode(String place) {
        return new CursorStoreException(Kind.FENCED, place, "does not exist, though this server is about to run the"
                + " destination", "Set canal.zkServers in canal.properties, so that Canal itself elects who runs it; or"
                + " try again if its session has just expired.");
    }

    static CursorStoreException laterOwner(String place, long epoch, RunningNode running) {
        return new CursorStoreException(Kind.FENCED, place, "was claimed in epoch 0x" + Long.toHexString(epoch)
                + ", later than " + running + " began to run the destination",
                "Another server took it over; this one must not go on.");
    }

    static String imported(String place, long epoch, long changedIn, long next) {
        return place + " says epoch 0x" + Long.toHexString(epoch) + ", which its ensemble has not reached (it was written"
                + " there in transaction 0x" + Long.toHexString(changedIn) + "): it comes from another ensemble or a"
                + " backup. The epoch starts anew at 0x" + Long.toHexString(next) + "; if the cursors are old, events"
                + " are sent again.";
    }

    static String large(String place, int bytes) {
        return place + " has " + bytes + " bytes; ZooKeeper refuses nodes of about 1 MiB (jute.maxbuffer). Take sources"
                + " that are gone for good out of its \"retired\", or raise jute.maxbuffer on all servers.";
    }
}
