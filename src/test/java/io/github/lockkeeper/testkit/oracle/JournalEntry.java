package io.github.lockkeeper.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lockkeeper.testkit.load.CommitPlace;
import java.util.Arrays;

/**
 * One entry of the product's journal, in its last state, as the JSON says it.
 *
 * @param json the whole entry
 */
public record JournalEntry(JsonNode json) {

    public String source() {
        return json.path("source").asText();
    }

    public String kind() {
        return json.path("kind").asText();
    }

    public String certainty() {
        return json.path("certainty").asText();
    }

    public boolean isConfirmed() {
        return !json.path("status").asText().equals("UNCONFIRMED");
    }

    /** Whether it only tells where a source began, which is no loss. */
    boolean isStart() {
        return kind().equals("START") || kind().equals("ADOPTED");
    }

    /** Whether it names the missing transactions, not only the files that they were in. */
    boolean isExact() {
        return certainty().equals("EXACT") && missing().has("gtids");
    }

    /**
     * Whether a change that stands there may be missing, by this entry. Where it says that it does not know what is
     * missing, everything may be.
     */
    boolean covers(CommitPlace place) {
        if (missing().has("gtids")) {
            return Arrays.stream(missing().path("gtids").asText().split(","))
                    .anyMatch(part -> isIn(place.gtid(), part.trim()));
        }
        if (missing().has("firstFile")) {
            return number(missing().path("firstFile").asText()) <= number(place.file())
                    && number(place.file()) <= number(missing().path("lastFile").asText());
        }
        return !isStart() && missing().asText().equals("unknown");
    }

    private JsonNode missing() {
        return json.path("missing");
    }

    /** @param part {@code uuid:1-5:7} */
    private static boolean isIn(String gtid, String part) {
        int colon = gtid.indexOf(':');
        String[] words = part.split(":");
        return colon > 0 && gtid.substring(0, colon).equalsIgnoreCase(words[0])
                && Arrays.stream(words).skip(1).anyMatch(range -> isInRange(Long.parseLong(gtid.substring(colon + 1)), range));
    }

    private static boolean isInRange(long number, String range) {
        String[] ends = range.split("-");
        return Long.parseLong(ends[0]) <= number && number <= Long.parseLong(ends[ends.length - 1]);
    }

    private static long number(String file) {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
