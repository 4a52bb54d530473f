package io.github.lockkeeper.fault;

/** One occurrence of a fault: its kind and what was seen. Immutable. */
public final class Fault {

    private static final int LONGEST_DETAIL = 500;

    private final FaultKind kind;
    private final String detail;

    private Fault(FaultKind kind, String detail) {
        this.kind = kind;
        this.detail = detail;
    }

    /** @param detail what was seen; texts of servers are made safe for a log line here (I20) */
    public static Fault of(FaultKind kind, String detail) {
        return new Fault(kind, oneLine(detail));
    }

    private static String oneLine(String text) {
        String clean = text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").trim();
        return clean.length() <= LONGEST_DETAIL ? clean : clean.substring(0, LONGEST_DETAIL) + "…";
    }

    public FaultKind kind() {
        return kind;
    }

    /** What was seen, on one line. */
    public String detail() {
        return detail;
    }

    public boolean halts() {
        return kind.severity() == FaultKind.Severity.HALT;
    }

    @Override
    public String toString() {
        return "fault=" + kind + " reason=\"" + detail + "\" mend=\"" + kind.remedy() + "\"";
    }
}
