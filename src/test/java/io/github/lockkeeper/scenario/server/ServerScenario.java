package io.github.lockkeeper.scenario.server;

import static org.awaitility.Awaitility.await;

import io.github.lockkeeper.cursor.GroupCursor;
import io.github.lockkeeper.cursor.SourceCursor;
import io.github.lockkeeper.persistence.json.GroupCursorJson;
import io.github.lockkeeper.position.SourceName;
import io.github.lockkeeper.testkit.host.CanalHome;
import io.github.lockkeeper.testkit.host.CanalServer;
import io.github.lockkeeper.testkit.load.Load;
import io.github.lockkeeper.testkit.load.LedgerEntry;
import io.github.lockkeeper.testkit.oracle.Journal;
import io.github.lockkeeper.testkit.oracle.Oracle;
import io.github.lockkeeper.testkit.oracle.Verdict;
import io.github.lockkeeper.testkit.process.TextFiles;
import io.github.lockkeeper.testkit.server.MySqlServer;
import io.github.lockkeeper.testkit.server.MySqlServerBuilder;
import io.github.lockkeeper.testkit.server.ServerVersion;
import io.github.lockkeeper.testkit.stream.CanalConsumer;
import io.github.lockkeeper.testkit.stream.ConsumerOptions;
import io.github.lockkeeper.testkit.stream.RecordingConsumer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** A group of sources behind one Canal server with the plugin, a load on them, and a client. */
abstract class ServerScenario {

    static final String DESTINATION = "group";
    /** Of {@link #fourSourcesOnTwoServers()}. */
    static final List<String> SOURCES = List.of("orders", "trades", "deals", "positions");
    /** For everything that is waited for: far beyond what it takes on a busy machine. */
    static final Duration BOUND = Duration.ofMinutes(3);

    CanalServer canal;
    RecordingConsumer client;
    Load load;

    /** A failed scenario without the server's logs tells nobody anything. */
    @RegisterExtension
    final TestExecutionExceptionHandler evidence = (context, failure) -> {
        if (canal != null) {
            System.out.println(canal.evidence());
        }
        throw failure;
    };

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** Is closed at the end, the last one first. */
    <T extends AutoCloseable> T opened(T thing) {
        opened.push(thing);
        return thing;
    }

    MySqlServer started(MySqlServerBuilder server) {
        return opened(server.start());
    }

    Load prepareLoad(Map<String, MySqlServer> sources) {
        load = opened(Load.prepare(sources));
        return load;
    }

    /** Four sources on two servers, one of them with GTIDs. */
    GroupProperties fourSourcesOnTwoServers() {
        MySqlServer first = started(MySqlServer.of(ServerVersion.V57));
        MySqlServer second = started(MySqlServer.of(ServerVersion.V80).gtid());
        Map<String, MySqlServer> servers = new LinkedHashMap<>();
        GroupProperties group = new GroupProperties();
        for (String name : SOURCES) {
            MySqlServer server = servers.size() < 2 ? first : second;
            servers.put(name, server);
            group.source(name, server.address(), "filter.regex", name + "\\..*");
        }
        prepareLoad(servers);
        return group;
    }

    /** A home with the plugin and this group; nothing runs yet. */
    static CanalHome home(GroupProperties group) {
        return CanalHome.create().installPlugin().destination(DESTINATION, group.all());
    }

    /** Starts the server and waits until every source has been given its first cursor, which is before its first row. */
    void startCanal(CanalHome home, int sources) {
        canal = opened(CanalServer.start(home));
        await("a durable start of every source").atMost(BOUND)
                .until(() -> record(home).map(record -> record.sources().size()).orElse(0) == sources);
    }

    /** Stock starts at the newest position: what is written before it has one is lost. */
    void awaitStockStreams(CanalServer stock, int sources) {
        awaitThat("stock to stream", () -> stock.log(DESTINATION)
                .split("find start position successfully", -1).length - 1 == sources);
    }

    void startClient(ConsumerOptions options) {
        client = opened(CanalConsumer.start(canal.address(), DESTINATION, options));
    }

    /** Several small batches under way, and a rollback now and then. */
    static ConsumerOptions busyClient(long seed) {
        return ConsumerOptions.plain().withBatchSize(40).withInFlight(4).withRollbacks(0.03, seed);
    }

    void awaitThat(String what, Callable<Boolean> condition) {
        await(what).atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(condition);
    }

    /** Waits until the client holds that many changes more. */
    void awaitMoreHeld(int changes) {
        int wanted = client.record().heldCount() + changes;
        awaitThat(changes + " more changes held", () -> client.record().heldCount() >= wanted);
    }

    /** Waits until the client holds all that was committed; the load must have ended. */
    void awaitAllHeld() {
        if (!Oracle.awaitComplete(load, client, BOUND)) {
            throw new AssertionError("not all is held: " + Oracle.judge(load, client.record()).report());
        }
    }

    /** All is held, and the journal has nothing to tell: for runs in which no binlog was missing. */
    Verdict verifyUndisturbed() {
        Verdict verdict = Oracle.verify(load, client, BOUND);
        journal(canal.home()).assertUndisturbed();
        return verdict;
    }

    /** Waits until the cursor has followed to where the server's binlog ends: that acknowledgement is beyond recall. */
    void awaitDurableEnd(CanalHome home, String source, MySqlServer server) {
        String end = end(server);
        awaitThat("the durable cursor of " + source + " at " + end,
                () -> cursor(home, source).offset().coordinates().toString().equals(end));
    }

    /** Where the binlog of a server ends: {@code file:position}. */
    static String end(MySqlServer server) {
        List<String> row = server.query("SHOW MASTER STATUS").get(0);
        return row.get(0) + ":" + row.get(1);
    }

    /** Waits until the client holds a change of this source that was committed after that moment. */
    void awaitHeldSince(String source, Instant moment) {
        awaitThat("a change of " + source + " committed since " + moment, () -> heldSince(client, source, moment));
    }

    boolean heldSince(RecordingConsumer consumer, String source, Instant moment) {
        return load.ledger().expected().stream()
                .filter(entry -> entry.source().equals(source) && entry.committed().isAfter(moment))
                .map(LedgerEntry::change).anyMatch(consumer.record()::holds);
    }

    /** Where the record of the group lies. */
    static Path recordFile(CanalHome home) {
        return home.conf().resolve(DESTINATION).resolve("group-cursor.json");
    }

    /** The journal of losses, as it is now. */
    static Journal journal(CanalHome home) {
        return Journal.read(home.conf().resolve(DESTINATION).resolve("group-gaps.jsonl"));
    }

    /** The durable record, as it is now. */
    static Optional<GroupCursor> record(CanalHome home) {
        String text = TextFiles.text(recordFile(home));
        return text.isEmpty() ? Optional.empty()
                : Optional.of(GroupCursorJson.read(text.getBytes(StandardCharsets.UTF_8), "the record"));
    }

    /** The durable cursor of a source that has one. */
    static SourceCursor cursor(CanalHome home, String source) {
        return record(home).orElseThrow().sources().get(SourceName.of(source));
    }
}
