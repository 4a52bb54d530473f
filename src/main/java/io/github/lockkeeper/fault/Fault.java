package io.github.lockkeeper.fault;

import java.util.Optional;
import java.util.regex.Pattern;

/** One occurrence of a fault: its kind and what was seen. Immutable. */
public final class Fault {

    private static final int LONGEST_DETAIL = 500;

    /** What forges a line, hides a part of it or turns it round, and halves of characters, which no file can hold. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+");

    private final FaultKind kind;
    private final String detail;
    private final int errno;
    private final String missingTransactions;
    private final boolean exhausted;

    private Fault(FaultKind kind, String detail, int errno, String missingTransactions, boolean exhausted) {
        this.kind = kind;
        this.detail = detail;
        this.errno = errno;
        this.missingTransactions = missingTransactions;
        this.exhausted = exhausted;
    }

    /** @param detail what was seen; texts of servers are made safe for a log line here (I20) */
    public static Fault of(FaultKind kind, String detail) {
        return new Fault(kind, oneLine(detail), 0, "", false);
    }

    /** @throws IllegalArgumentException if the number is negative */
    public Fault withErrno(int newErrno) {
        if (newErrno < 0) {
            throw new IllegalArgumentException("errno is negative: " + newErrno);
        }
        return new Fault(kind, detail, newErrno, missingTransactions, exhausted);
    }

    /**
     * @param gtids as the server wrote them. A text that has characters no GTID set has, or that is beyond all
     *              measure, is left out: it is a server's, and a part of a set would be a lie.
     */
    public Fault withMissingTransactions(String gtids) {
        return new Fault(kind, detail, errno, MissingTransactions.checked(gtids), exhausted);
    }

    /**
     * This fault, which no policy knows a way out of: the source halts.
     *
     * @param chain the policies that were asked
     */
    public Fault exhausting(String chain) {
        return new Fault(kind, oneLine(detail + "; no policy applies of canal.instance.group.fallback=" + chain),
                errno, missingTransactions, true);
    }

    private static String oneLine(String text) {
        String clean = UNPRINTABLE.matcher(text).replaceAll(" ").trim();
        return clean.length() <= LONGEST_DETAIL ? clean : cut(clean);
    }

    private static String cut(String text) {
        boolean halves = Character.isHighSurrogate(text.charAt(LONGEST_DETAIL - 1));
        return text.substring(0, halves ? LONGEST_DETAIL - 1 : LONGEST_DETAIL) + "…";
    }

    public FaultKind kind() {
        return kind;
    }

    /** What was seen, on one line. */
    public String detail() {
        return detail;
    }

    /** The server's error number; 0 if it gave none. */
    public int errno() {
        return errno;
    }

    /** The GTIDs that the server says it has purged, without white space; a GTID set only if it can be parsed as one. */
    public Optional<String> missingTransactions() {
        return missingTransactions.isEmpty() ? Optional.empty() : Optional.of(missingTransactions);
    }

    /** Whether the source stands still until someone mends it. */
    public boolean halts() {
        return exhausted || kind.severity() == FaultKind.Severity.HALT;
    }

    /** Whether the fallback policy decides where the source goes on. */
    public boolean heals() {
        return !exhausted && kind.severity() == FaultKind.Severity.HEAL;
    }

    /** For the log. Quotes in what was seen are escaped: they cannot end the reason and forge a mend. */
    @Override
    public String toString() {
        String quoted = detail.replace("\\", "\\\\").replace("\"", "\\\"");
        return "fault=" + kind + (errno == 0 ? "" : " errno=" + errno)
                + " reason=\"" + quoted + "\" mend=\"" + kind.remedy() + "\"";
    }
}
