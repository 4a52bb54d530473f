package io.github.lockkeeper.liveness;

import io.github.lockkeeper.fault.Fault;
import io.github.lockkeeper.fault.FaultKind;

/**
 * Notices that a fault does not go away: the same one, at the same place, without progress in between. A failure of our
 * own is POISON then, a read error of the server a corrupt binlog (I17). Not thread-safe.
 */
public final class RepeatedFaults {

    private static final int POISONED = 3;
    /** As many as take longer than 10 s: the server's list of files, which tells whether it is gone, may be as old. */
    private static final int REFUSED = 9;

    private String last = "";
    private int times;

    /**
     * Takes the next fault.
     *
     * @param place where the source stood
     * @return what to treat it as
     */
    public Fault judge(Fault fault, String place) {
        String seen = fault.kind() + " " + place + " " + fault.detail();
        times = seen.equals(last) ? times + 1 : 1;
        last = seen;
        if (fault.kind() == FaultKind.UNCLASSIFIED && fault.errno() == 0 && times >= POISONED) {
            return Fault.of(FaultKind.POISON, again(fault, place));
        }
        if (fault.kind() == FaultKind.SERVER_READ_ERROR && times >= POISONED) {
            return Fault.of(FaultKind.BINLOG_CORRUPT, again(fault, place)).withErrno(fault.errno());
        }
        if (fault.kind() == FaultKind.BINLOG_PURGED && fault.heals() && times >= REFUSED) {
            return Fault.of(FaultKind.BINLOG_CORRUPT, again(fault, place) + "; but the server lists that place")
                    .withErrno(fault.errno());
        }
        return fault.heals() && times >= REFUSED
                ? Fault.of(fault.kind(), again(fault, place)).withErrno(fault.errno()).exhausting("(what the server has "
                        + "does not show it)") : fault;
    }

    /** Without a count: a halt whose reason changes would be told as news each time. */
    private static String again(Fault fault, String place) {
        return "again and again at " + place + ": " + fault.detail();
    }
}
