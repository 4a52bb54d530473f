package io.github.lockkeeper.ops.main;

import static io.github.lockkeeper.gap.GapSamples.ORDERS;
import static io.github.lockkeeper.gap.GapSamples.TRADES;
import static io.github.lockkeeper.gap.GapSamples.UUID;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.gap.Certainty;
import io.github.lockkeeper.gap.Gap;
import io.github.lockkeeper.gap.GapCause;
import io.github.lockkeeper.gap.GapDecision;
import io.github.lockkeeper.gap.GapEnd;
import io.github.lockkeeper.gap.GapKind;
import io.github.lockkeeper.gap.GapSamples;
import io.github.lockkeeper.gap.MissingPart;
import io.github.lockkeeper.persistence.json.ShownJson;
import io.github.lockkeeper.position.Gtids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockkeeper gaps} on files as they lie in a home. */
class GapsTest {
    private static final Gap START = Gap.of(1, ORDERS, GapDecision.of(GapKind.START, GapCause.of("NO_CURSOR", 0, ""),
                    "latest", Certainty.EXACT, 1795341000000L)
            .withTo(GapSamples.at("mysql-bin.000123", 154)).withMissing(MissingPart.NOTHING)).confirmed();
    private static final Gap LOST = Gap.of(2, TRADES, GapSamples.full());
    private static final Gap REVISED = LOST.revised(GapSamples.decision(GapKind.REPLAY, 1795341200000L)
            .withTo(GapEnd.of(Gtids.parse(UUID + ":1-9"), 0)).withMissing(
                    MissingPart.ofGtids(UUID + ":1-9:11-15:17-20"))).confirmed();
    private static final Gap PENDING = Gap.of(3, ORDERS, GapSamples.decision(GapKind.INCIDENT, 1795341300000L));

    private static final String LAST = "2026-11-22T17:51:43+08:00 (5 min ago), GTID " + UUID + ":6";

    @TempDir
    private Path dir;
    private HomeWithData home;
    private Path journal;

    @BeforeEach
    void makeHome() {
        home = new HomeWithData(dir);
        journal = home.journal("example", START, LOST, REVISED, PENDING);
    }

    @Test
    @DisplayName("a table of the entries")
    void table() {
        CommandRun run = home.run("gaps", "example");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.rows()).containsExactly("destination example, " + journal,
                "ID|WHEN|KIND|SOURCE|CERTAINTY|STATUS|POLICY|FROM|TO|MISSING",
                "1|2026-11-22T17:50:00+08:00|START|orders|EXACT|ACCEPTED|latest|unknown|mysql-bin.000123:154|nothing",
                "2|2026-11-22T17:53:20+08:00|REPLAY|[::1]:3306|POSSIBLE|OPEN|halt|mysql-bin.000123:4567|"
                        + UUID + ":1-9|" + UUID + ":1-9:11-1...",
                "3|2026-11-22T17:55:00+08:00|INCIDENT|orders|POSSIBLE|UNCONFIRMED|halt|unknown|unknown|unknown");
    }

    @Test
    @DisplayName("only those of a source, or that are open")
    void chosen() {
        assertThat(ids("gaps", "--source", "orders")).containsExactly("1", "3");
        assertThat(ids("gaps", "--open")).containsExactly("2", "3");
        assertThat(ids("gaps", "--open", "--source", "[::1]:3306")).containsExactly("2");
        assertThat(ids("gaps", "--source", "[::1]:3306", "--open", "example")).containsExactly("2");
    }

    private List<String> ids(String... arguments) {
        CommandRun run = home.run(arguments);
        assertThat(run.exitCode()).isZero();
        return run.out().lines().skip(2).map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    @Test
    @DisplayName("a source that has no entry is told from one that is called otherwise")
    void otherSource() {
        CommandRun run = home.run("gaps", "--source", "oders");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("no entries\n");
        assertThat(run.err()).hasLineCount(1).contains("no entry is of the source oders", "[::1]:3306, orders");
    }

    @Test
    @DisplayName("one entry in full, with its revisions")
    void single() {
        CommandRun run = home.run("gaps", "--id", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.rows()).containsExactly("entry|2", "destination|example", "source|[::1]:3306", "status|OPEN",
                "decided|2026-11-22T17:53:20+08:00 (3 min ago)", "kind|REPLAY", "certainty|POSSIBLE", "policy|halt",
                "cause|TEST", "missing|" + UUID + ":1-9:11-15:17-20", "from|mysql-bin.000123:4567", "|server|unknown",
                "|last transaction|" + LAST, "|file created|2026-11-22T17:50:00+08:00", "|GTIDs|" + UUID + ":1-6",
                "to|unknown", "|server|unknown", "|last transaction|unknown", "|GTIDs|" + UUID + ":1-9", "",
                "revision 1 of 1, decided before",
                "decided|2026-11-22T17:51:43+08:00 (4 min ago)", "kind|GAP", "certainty|BOUNDED", "policy|earliest",
                "cause|PURGED, error 1236: Could not find first log file name",
                "missing|b.123 to b.130, 7000000000 bytes", "surplus|" + UUID + ":7-9", "from|mysql-bin.000123:4567",
                "|server|server_id=1 server_uuid=" + UUID, "|last transaction|" + LAST,
                "|file created|2026-11-22T17:50:00+08:00", "|GTIDs|" + UUID + ":1-6", "to|mysql-bin.000130:4",
                "|server|server_id=4294967295", "|last transaction|" + LAST,
                "|file created|2026-11-22T17:50:00+08:00", "|GTIDs|" + UUID + ":1-6");
    }

    @Test
    @DisplayName("an entry that is not there, and one of two destinations")
    void noSingle() {
        CommandRun absent = home.run("gaps", "--id", "9");
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).hasLineCount(1).contains(journal + " has no entry 9");

        home.journal("other", START);
        CommandRun ambiguous = home.run("gaps", "--id", "1");
        assertThat(ambiguous.exitCode()).isEqualTo(2);
        assertThat(ambiguous.err()).contains("name one of example, other");
        assertThat(home.run("gaps", "other", "--id", "1").exitCode()).isZero();
        assertThat(home.run("gaps", "other", "--id", "1", "--open").exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("JSON is a list of entries, one entry, or an object of destinations")
    void json() {
        assertThat(home.run("gaps", "example", "--json").out())
                .isEqualTo(ShownJson.of(List.of(START, REVISED, PENDING)));
        assertThat(home.run("gaps", "example", "--json", "--source", "orders", "--open").out())
                .isEqualTo(ShownJson.of(List.of(PENDING)));
        assertThat(home.run("gaps", "--json", "--id", "2").out()).isEqualTo(ShownJson.of(REVISED));
        assertThat(home.run("gaps", "--json").out())
                .isEqualTo(ShownJson.ofEntries(Map.of("example", List.of(START, REVISED, PENDING))));
    }

    @Test
    @DisplayName("a torn last line is told, and neither cut off nor an error")
    void torn() throws IOException {
        Files.writeString(journal, "{\"version\":1,\"id\":4,\u001b", StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(journal);

        CommandRun run = home.run("gaps", "example");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\n3 ");
        assertThat(run.err()).hasLineCount(1).contains(journal + " line 5 is not whole", "\\u001b");
        assertThat(journal).hasBinaryContent(before);
    }

    @Test
    @DisplayName("a damaged journal: what to do, in one line")
    void damaged() {
        home.write(journal, "{}\n{}\n");

        CommandRun run = home.run("gaps", "example");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("lockkeeper: " + journal + " line 1 ").contains("Restore");
    }

    @Test
    @DisplayName("no journal: with a record there is nothing to tell, without one it is the wrong place")
    void absent() {
        home.record("quiet", GroupCursor.empty());

        assertThat(home.run("gaps", "quiet")).isEqualTo(
                new CommandRun(0, "destination quiet, " + dir.resolve("conf/quiet") + "\nno entries\n", ""));
        assertThat(home.run("gaps", "quiet", "--json").out()).isEqualTo("[ ]\n");
        CommandRun wrong = home.run("gaps", "wrong");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("There is no journal in ", "example, quiet");
    }
}
