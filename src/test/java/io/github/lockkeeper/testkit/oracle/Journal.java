package io.github.lockkeeper.testkit.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lockkeeper.testkit.process.TextFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the product wrote into {@code group-gaps.jsonl}, read without the product. */
public final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JournalEntry> entries;

    private Journal(List<JournalEntry> entries) {
        this.entries = entries;
    }

    /** As the file is now: the last line of an id counts. A line that is being written is left out. */
    public static Journal read(Path file) {
        return of(TextFiles.text(file));
    }

    /** The lines of a journal, wherever it is kept. */
    public static Journal of(String text) {
        Map<Long, JournalEntry> byId = new TreeMap<>();
        int end;
        for (int start = 0; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            JsonNode entry = parsed(text.substring(start, end));
            byId.put(entry.path("id").asLong(), new JournalEntry(entry));
        }
        return new Journal(List.copyOf(byId.values()));
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON in the journal: " + line, e);
        }
    }

    /** Those of a source that tell of more than where it began. */
    public List<JournalEntry> moves(String source) {
        return moves().stream().filter(entry -> entry.source().equals(source)).toList();
    }

    List<JournalEntry> moves() {
        return entries.stream().filter(entry -> !entry.isStart()).toList();
    }

    /** Nothing happened that has to be written down: for a run whose binlogs were all there. */
    public Journal assertUndisturbed() {
        if (!moves().isEmpty()) {
            throw new AssertionError("the journal tells of moves, and nothing was missing: " + moves());
        }
        return this;
    }
}
