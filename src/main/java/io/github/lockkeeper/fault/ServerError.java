package io.github.lockkeeper.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server said when it refused something: a number, an SQLSTATE and a text. Nobody vouches for the text.
 * Immutable.
 */
public final class ServerError {

    /** More than any server says. What lies behind it is not looked at. */
    private static final int LONGEST = 20_000;

    /**
     * What may stand before an error in a message: names of classes, an address, the words of a wrapper. No quote: where
     * one stands, the rest may be the words of a statement or of a row, and those are not taken for a server's.
     */
    private static final String BEFORE = "[\\w.$:/,\\s-]{0,300}?";

    /** How the host tells an error packet in a dump; the second since the version after 1.1.8, for a purge. */
    private static final Pattern IN_DUMP = Pattern.compile(BEFORE + "(?:Received error packet:|ServerLogPurged by)\\s*"
            + "errno\\s*=\\s*(\\d{1,5})\\s*,\\s*sqlstate\\s*=\\s*(\\S{0,5})\\s*errmsg\\s*=\\s*(.*)", Pattern.DOTALL);

    /** How it tells one in answer to a login or a statement. */
    private static final Pattern IN_ANSWER = Pattern.compile(BEFORE + "ErrorPacket \\[errorNumber=(\\d{1,5}), "
            + "fieldCount=-?\\d+, message=(.*?)(?:, sqlState=(.{0,5}), sqlStateMarker=.{0,2}]"
            + "(?:\\s*with command:\\s*(.*))?)?\\z", Pattern.DOTALL);

    private static final Pattern MISSING = Pattern.compile("missing transactions are '([^']*)'");

    private final int errno;
    private final String sqlState;
    private final String text;
    private final String command;

    private ServerError(int errno, String sqlState, String text, String command) {
        this.errno = errno;
        this.sqlState = sqlState;
        this.text = text;
        this.command = command;
    }

    /** @param errno 0 for a text without a number */
    public static ServerError of(int errno, String text) {
        return new ServerError(errno, "", cut(text), "");
    }

    /** Reads the server's error out of a message of the host's, bare or behind the names of exceptions that wrap it. */
    public static Optional<ServerError> in(String message) {
        String head = cut(message);
        Matcher dump = IN_DUMP.matcher(head);
        if (dump.matches()) {
            return Optional.of(new ServerError(number(dump.group(1)), dump.group(2), dump.group(3), ""));
        }
        Matcher answer = IN_ANSWER.matcher(head);
        return answer.matches() ? Optional.of(new ServerError(number(answer.group(1)), orEmpty(answer.group(3)),
                answer.group(2), orEmpty(answer.group(4)))) : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }

    /** The server's number for it; 0 if it gave none. */
    public int errno() {
        return errno;
    }

    /** Five characters; empty if the server gave none. */
    public String sqlState() {
        return sqlState;
    }

    /** As the server wrote it. Not fit for a log line: {@link Fault} makes it so. */
    public String text() {
        return text;
    }

    /** The statement that was refused; empty where it is not known, and for a dump. */
    public String command() {
        return command;
    }

    /** The GTIDs that the text names as missing, as they stand there; empty where it names none, or leaves them out. */
    public String missingTransactions() {
        Matcher named = MISSING.matcher(text);
        return named.find() ? named.group(1) : "";
    }

    /** For messages. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "errno = %d, sqlstate = %s errmsg = %s", errno, sqlState, text);
    }
}
