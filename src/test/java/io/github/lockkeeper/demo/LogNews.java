package io.github.lockkeeper.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one readable line out of a line of the destination's log; most lines are the host's and tell nothing. */
final class LogNews {

    /** Who and what; in one line or more. */
    record News(String source, String text) { }

    private static final Pattern OURS = Pattern.compile(" io\\.github\\.lockkeeper - source=(\\S+) (.*)");
    private static final Pattern STATE =
            Pattern.compile("state=(\\w+) before=\\w+(?: fault=\\w+ reason=\"(.*)\" mend=\"(.*)\")?");
    private static final Pattern MOVE = Pattern.compile("fault=(\\w+) policy=(\\w+) from=([^\\s\\[]+)\\S* to=([^\\s\\[]+)\\S*"
            + " certainty=(\\w+) gap=(\\d+) kind=(\\w+) missing=(?:gtids=)?(\\S+).*");
    private static final Pattern FIRST_START = Pattern.compile("first time at=(\\S+)");
    private static final Pattern START = Pattern.compile(
            "address = [^,]*:(\\d+) ,.*find start position successfully.*journalName=([^,]+),position=(\\d+)");
    private static final int LONGEST_REASON = 60;

    private final IntFunction<String> sourceOfPort;
    private final Map<String, String> firstStarts = new HashMap<>();

    /** @param sourceOfPort the name of the source that Canal reaches at this port */
    LogNews(IntFunction<String> sourceOfPort) {
        this.sourceOfPort = sourceOfPort;
    }

    Optional<News> read(String line) {
        Matcher ours = OURS.matcher(line);
        if (ours.find()) {
            return text(ours.group(1), ours.group(2)).map(text -> new News(ours.group(1), text));
        }
        Matcher start = START.matcher(line);
        return start.find() ? resumed(sourceOfPort.apply(Integer.parseInt(start.group(1))),
                start.group(2) + ":" + start.group(3)) : Optional.empty();
    }

    /** The host says it of the first start as well, of which we have said more. */
    private Optional<News> resumed(String source, String at) {
        boolean first = at.equals(firstStarts.remove(source));
        return first ? Optional.empty() : Optional.of(new News(source, "resumes at " + at));
    }

    /** Coming and going is told of Canal as a whole. */
    private Optional<String> text(String source, String ours) {
        Matcher move = MOVE.matcher(ours);
        if (move.matches()) {
            return Optional.of(move.group(1) + ": was at " + move.group(3) + ", and by the policy " + move.group(2)
                    + " goes on at " + move.group(4) + ".\nEntry " + move.group(6) + " of the journal, written before: "
                    + move.group(7) + ", " + move.group(5) + ", missing "
                    + Report.shortened(move.group(8).replace("'", "")));
        }
        Matcher state = STATE.matcher(ours);
        if (!state.matches()) {
            Matcher first = FIRST_START.matcher(ours);
            if (first.find()) {
                firstStarts.put(source, first.group(1));
            }
            return Optional.of(ours.replace(" at=", " at ").replaceAll(" (timestamp|fileCreated)=\\d+", "")
                    .replaceFirst(" gtids=\\S+", ", and keeps its GTIDs"));
        }
        if (state.group(1).equals("CONNECTING") || state.group(1).equals("STOPPED")) {
            return Optional.empty();
        }
        String reason = state.group(2) == null ? "" : ": " + shortened(state.group(2));
        String mend = state.group(1).equals("HALTED") ? " Mend: " + state.group(3) : "";
        return Optional.of(state.group(1) + reason + mend);
    }

    /** The class of an exception tells a newcomer nothing. */
    private static String shortened(String reason) {
        String text = reason.replaceFirst("^[\\w.]+(?:Exception|Error): ", "");
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }
}
